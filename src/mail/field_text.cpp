// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/field_text.hpp"

#include "base/cursor.hpp"
#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t longest_fallback = 300;

constexpr bool is_name_letter(char c)
{
    return is_alpha(c) || is_digit(c) || c == '_';
}

// field    = "{{" *WSP name *WSP [ "|" fallback ] "}}"
// name     = 1*40( ALPHA / DIGIT / "_" )        ; in any case
// fallback = *300( any octet but "{" and "}" )  ; may be broken into lines, as mail programs do
//
// A fallback holds no brace, so a field never stands in another, and a text without end after
// "{{" is looked at once.

std::optional<TypedField> read_field(std::string_view text)
{
    Cursor in{text};
    TypedField field;
    if (!in.skip("{{"))
        return std::nullopt;
    in.take_while(is_blank);
    field.name = to_lower(in.take_while(is_name_letter));
    in.take_while(is_blank);
    if (in.skip("|"))
        field.fallback = trim(in.take_until("{}"));
    const bool fits = !field.name.empty() && field.name.size() <= longest_name &&
                      field.fallback.size() <= longest_fallback;
    if (!fits || !in.skip("}}"))
        return std::nullopt;
    field.raw = text.substr(0, text.size() - in.rest().size());
    return field;
}

}  // namespace

std::optional<TypedField> next_field(std::string_view utf8)
{
    for (auto at = utf8.find("{{"); at != std::string_view::npos; at = utf8.find("{{", at + 1))
        if (auto field = read_field(utf8.substr(at)))
            return field;
    return std::nullopt;
}

}  // namespace colporteur::mail
