// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/header.hpp"

#include <algorithm>

#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::string_view crlf = "\r\n";

// Up to and with the next CRLF, or to the end.
std::string_view first_line(std::string_view text)
{
    const auto end = text.find(crlf);
    return end == std::string_view::npos ? text : text.substr(0, end + crlf.size());
}

// A line and the lines after it that begin with white space: one folded field.
std::string_view first_field(std::string_view text)
{
    std::size_t size = first_line(text).size();
    while (size < text.size() && is_blank(text[size]))
        size += first_line(text.substr(size)).size();
    return text.substr(0, size);
}

// field = 1*ftext *WSP ":" unstructured CRLF     RFC 5322 §2.2, §4.5 (white space before the colon)
bool read_field(std::string_view raw, Field& field)
{
    const auto colon = raw.find(':');
    if (colon == std::string_view::npos)
        return false;
    field.name = raw.substr(0, colon);
    while (!field.name.empty() && is_blank(field.name.back()))
        field.name.remove_suffix(1);
    field.body = raw.substr(colon + 1);
    if (field.body.ends_with(crlf))
        field.body.remove_suffix(crlf.size());
    field.raw = raw;
    return !field.name.empty() && std::all_of(field.name.begin(), field.name.end(), is_ftext);
}

}  // namespace

// message = *( field / damaged ) [ CRLF body ]     RFC 5322 §3.5

Split split_message(std::string_view octets)
{
    Split result;
    std::string_view rest = octets;
    while (!rest.empty() && !rest.starts_with(crlf)) {
        const auto raw = first_field(rest);
        Field field;
        if (read_field(raw, field))
            result.fields.push_back(field);
        else if (rest.size() == octets.size())
            return {{}, octets.substr(0, 0), octets};
        rest.remove_prefix(raw.size());
    }
    result.header = octets.substr(0, octets.size() - rest.size());
    result.body = rest.empty() ? rest : rest.substr(crlf.size());
    return result;
}

const Field* find_field(const Split& message, std::string_view name)
{
    for (const Field& field : message.fields)
        if (same_word(field.name, name))
            return &field;
    return nullptr;
}

std::string without_fields(const Split& message, const std::vector<std::string_view>& names)
{
    std::string result;
    result.reserve(message.header.size() + crlf.size());
    for (const Field& field : message.fields) {
        const bool unwanted = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
            return same_word(field.name, name);
        });
        if (!unwanted)
            result += field.raw;
    }
    if (!result.empty() && !result.ends_with(crlf))
        result += crlf;
    return result;
}

std::string unfold(std::string_view body)
{
    std::string result;
    result.reserve(body.size());
    for (std::size_t i = 0; i < body.size(); ++i) {
        const bool fold = body.substr(i, 2) == crlf && i + 2 < body.size() && is_blank(body[i + 2]);
        if (fold)
            ++i;
        else
            result += harmless(body[i]);
    }
    return std::string{trim(result)};
}

}  // namespace colporteur::mail
