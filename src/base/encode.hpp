// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace colporteur {

/// Lower-case base32 without padding (RFC 4648 §6): letters a-z and digits 2-7, so that it survives
/// a mail address.
std::string to_base32(std::string_view octets);

/// Reads either case; nothing when a character is foreign or the spare bits are not zero.
std::optional<std::string> from_base32(std::string_view text);

std::string to_hex(std::string_view octets);

/// RFC 4648 §4, with padding, without line breaks.
std::string to_base64(std::string_view octets);

/// RFC 3986 §2.1: everything but unreserved characters becomes %XX.
std::string percent_encode(std::string_view text);

/// Nothing when a % is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace colporteur
