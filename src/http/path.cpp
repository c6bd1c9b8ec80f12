// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "http/message.hpp"

namespace colporteur::http {
namespace {

bool is_harmless(std::string_view piece)
{
    constexpr std::string_view nul_and_slash{"\0/", 2};
    return piece.find_first_of(nul_and_slash) == std::string_view::npos && piece != "." &&
           piece != ".." && is_utf8(piece);
}

}  // namespace

// path = 1*( "/" *pchar )     RFC 3986 §3.3; "." and ".." are never ours (§5.2.4)

std::optional<std::vector<std::string>> split_path(std::string_view path)
{
    if (!path.starts_with('/'))
        return std::nullopt;
    path.remove_prefix(1);
    if (path.ends_with('/'))
        path.remove_suffix(1);

    std::vector<std::string> pieces;
    if (path.empty())
        return pieces;
    for (const auto encoded : split(path, '/')) {
        auto piece = percent_decode(encoded);
        if (!piece || !is_harmless(*piece))
            return std::nullopt;
        pieces.push_back(std::move(*piece));
    }
    return pieces;
}

}  // namespace colporteur::http
