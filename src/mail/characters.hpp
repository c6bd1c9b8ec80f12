// SPDX-License-Identifier: AGPL-3.0-or-later
// The character classes of RFC 5322 that more than one parser needs.
#pragma once

#include <string_view>

#include "base/ascii.hpp"

namespace colporteur::mail {

/// SP or HTAB, the only white space inside a header line (RFC 5234 WSP).
constexpr bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

constexpr bool is_control(char c)
{
    return (c >= 0 && c < 0x20) || c == 0x7F;
}

/// A character of an atom (RFC 5322 §3.2.3), octets above 127 included (RFC 6532 §3.2).
constexpr bool is_atext(char c)
{
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) > 127 ||
           std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

/// A character of a field name (RFC 5322 §2.2).
constexpr bool is_ftext(char c)
{
    return c > 0x20 && c < 0x7F && c != ':';
}

/// What would break a header line: CR, LF and NUL become spaces (2047-03).
constexpr char harmless(char c)
{
    return c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

}  // namespace colporteur::mail
