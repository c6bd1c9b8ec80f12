// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/list_fields.hpp"

#include <fmt/format.h>

#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"

namespace colporteur::delivery {
namespace {

constexpr std::size_t longest_title = 120;  // octets; List-Id has to fit on few lines

// phrase = quoted-string / 1*encoded-word        RFC 5322 §3.2.5, RFC 2047 §5 (3)

std::string phrase(std::string_view title)
{
    const std::string shown = one_line(title, longest_title);
    if (!is_ascii(shown))
        return mail::encode_words(shown);
    std::string quoted = "\"";
    for (const char c : shown) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string page(const model::Site& site, const model::List& list)
{
    return fmt::format("<{}/{}>", site.web_url, percent_encode(list.name()));
}

std::string mailto(std::string_view local, std::string_view domain, std::string_view query = "")
{
    return fmt::format("<mailto:{}@{}{}>", percent_encode(local), domain, query);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> list_field_bodies(const model::Site& site,
                                                                   const model::List& list)
{
    const auto domain = list.address.domain();
    const std::string to_list = mailto(list.name(), domain);
    const std::string help = mailto(site.robots.front(), domain, "?subject=help");
    const std::string join = mailto(list.name() + "-subscribe", domain);
    const std::string owner = mailto(list.name() + "-owner", domain);
    return {
        {"List-Id", fmt::format("{} <{}>", phrase(list.title), list.list_id)},
        {"List-Help", fmt::format("{}, {}", help, page(site, list))},
        {"List-Subscribe", fmt::format("{}, {}", page(site, list), join)},
        {"List-Post", list.kind == model::Kind::newsletter ? "NO" : to_list},  // RFC 2369 §3.4
        {"List-Owner", owner},
        {"List-Archive", page(site, list)},
    };
}

std::string list_fields(const model::Site& site, const model::List& list)
{
    std::string fields;
    for (const auto& [name, body] : list_field_bodies(site, list))
        fields += mail::format_field(name, body);
    return fields;
}

}  // namespace colporteur::delivery
