// SPDX-License-Identifier: AGPL-3.0-or-later
// /part/TOKEN: one attachment of a post. Whoever has the link may fetch that part alone.
#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "dressing/reception.hpp"
#include "lists/posting.hpp"
#include "store/archive.hpp"
#include "web/errors.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

constexpr std::string_view unknown_type = "application/octet-stream";
constexpr std::size_t longest_type = 100;

// type = token "/" token      RFC 9110 §8.3.1

bool is_type_octet(char c)
{
    return is_alpha(c) || is_digit(c) ||
           std::string_view{"!#$&^_.+-/"}.find(c) != std::string_view::npos;
}

/// What a browser would run, should it ever show it in spite of everything else.
bool is_active(std::string_view type)
{
    return type.ends_with("html") || type.ends_with("xml") || type.ends_with("script");
}

/// The type that its author gave it, when it is harmless.
std::string type_of(const dressing::Attachment& file)
{
    const std::string type = to_lower(file.type);
    const bool sound = type.size() <= longest_type && std::ranges::all_of(type, is_type_octet) &&
                       std::ranges::count(type, '/') == 1;
    return sound && !is_active(type) ? type : std::string{unknown_type};
}

/// RFC 6266 §4.1; whoever cannot read the second name takes the first.
std::string disposition_of(const dressing::Attachment& file)
{
    const std::string name = one_line(file.file_name, 200);
    if (name.empty())
        return "attachment";
    std::string plain;
    for (const char c : name)
        plain += is_ascii({&c, 1}) && c != '"' && c != '\\' && c != '%' ? c : '_';
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain,
                       percent_encode(name));
}

}  // namespace

http::Response show_part(const Visit& visit)
{
    const auto named = lists::find_part(visit.place.site, visit.path.back());
    if (!named)
        return not_found(visit);
    const auto post = store::find_archived(visit.db, named->post);
    if (!post)  // we made the link, so it was there
        return gone(visit);
    auto file = dressing::attachment(store::distributed_octets(visit.db, post->id), named->part);
    if (!file)
        return not_found(visit);
    http::Response response{.status = 200, .fields = {}, .body = std::move(file->octets)};
    response.with("Content-Type", type_of(*file))
        .with("Content-Disposition", disposition_of(*file))
        .with("Content-Security-Policy", "default-src 'none'; sandbox")
        .with("X-Robots-Tag", "noindex")
        .with("Cache-Control", "no-store");
    return response;
}

}  // namespace colporteur::web
