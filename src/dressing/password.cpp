// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/password.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "dressing/body.hpp"
#include "dressing/leaf.hpp"
#include "dressing/splice.hpp"
#include "mail/charset.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::size_t longest_line = 200;  // octets; a longer one is no password

// password-line = *WSP [ "X-" ] ( "Approve" / "Approved" ) *WSP ":" *WSP 1*VCHAR *WSP

bool is_password_line(std::string_view line)
{
    Cursor in{trim(line)};
    in.skip_word("X-");
    if (line.size() > longest_line || !in.skip_word("Approve"))
        return false;
    in.skip_word("d");
    in.take_while(is_space);
    if (!in.skip(":"))
        return false;
    in.take_while(is_space);
    const auto word = in.take_while([](char c) { return !is_space(c); });
    return !word.empty() && in.at_end();
}

/// The text without its first line that says something, if that is a password; nothing otherwise.
std::optional<std::string> cut(std::string_view text)
{
    std::size_t start = 0;
    while (start < text.size()) {
        const auto end = std::min(text.find('\n', start), text.size() - 1) + 1;
        const auto line = text.substr(start, end - start);
        if (is_password_line(line))
            return std::string{text.substr(0, start)} + std::string{text.substr(end)};
        if (!trim(line).empty())
            return std::nullopt;
        start = end;
    }
    return std::nullopt;
}

}  // namespace

std::string without_password(std::string_view octets)
{
    const Body body = find_body(octets);
    if (body.sealed)
        return std::string{octets};
    std::vector<Edit> edits;
    for (const BodyText& text : body.texts) {
        const auto plain =
            text.open.type.type == "text/plain" && !mail::is_wide(text.open.type.charset)
                ? decoded(text.open)
                : std::nullopt;
        if (auto rest = plain ? cut(*plain) : std::nullopt)
            edits.push_back({text.octets, rewritten_text(text, {.octets = *std::move(rest)})});
    }
    return edits.empty() ? std::string{octets} : spliced(octets, edits);
}

}  // namespace colporteur::dressing
