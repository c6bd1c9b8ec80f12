// SPDX-License-Identifier: AGPL-3.0-or-later
// Letters as protocols see them: ASCII only, never the locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace colporteur {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool is_alpha(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

constexpr bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/// A copy with A-Z in lower case; other octets unchanged.
std::string to_lower(std::string_view text);

/// Same letters, whatever their case (ASCII).
bool same_word(std::string_view a, std::string_view b);

/// Whether `text` begins with `prefix`, whatever the case (ASCII).
bool starts_with_word(std::string_view text, std::string_view prefix);

/// Without white space at both ends; a view into `text`.
std::string_view trim(std::string_view text);

/// The pieces between separators, empty ones included; "" gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> split(std::string&& text,
                                    char separator) = delete;  // they would dangle

}  // namespace colporteur
