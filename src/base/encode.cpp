// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encode.hpp"

#include "base/ascii.hpp"

namespace colporteur {
namespace {

constexpr std::string_view base32_letters = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hex_digits = "0123456789abcdef";

// Regroups the bits of `octets` into letters of `width` bits, the last one filled with zeros.
std::string regroup(std::string_view octets, unsigned width, std::string_view letters)
{
    std::string result;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char octet : octets) {
        held = (held << 8) | static_cast<unsigned char>(octet);
        bits += 8;
        for (; bits >= width; bits -= width)
            result += letters[(held >> (bits - width)) & ((1U << width) - 1)];
        held &= (1U << bits) - 1;
    }
    if (bits > 0)
        result += letters[(held << (width - bits)) & ((1U << width) - 1)];
    return result;
}

}  // namespace

std::string to_base32(std::string_view octets)
{
    return regroup(octets, 5, base32_letters);
}

std::optional<std::string> from_base32(std::string_view text)
{
    std::string octets;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto value = base32_letters.find(lower(c));
        if (value == std::string_view::npos)
            return std::nullopt;
        held = (held << 5) | static_cast<unsigned>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            octets += static_cast<char>((held >> bits) & 0xFF);
        }
        held &= (1U << bits) - 1;
    }
    if (bits >= 5 || held != 0)
        return std::nullopt;
    return octets;
}

std::string to_hex(std::string_view octets)
{
    return regroup(octets, 4, hex_digits);
}

std::string to_base64(std::string_view octets)
{
    std::string text = regroup(octets, 6, base64_letters);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string percent_encode(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const bool unreserved =
            is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            result += c;
        } else {
            const auto octet = static_cast<unsigned char>(c);
            result += {'%', "0123456789ABCDEF"[octet >> 4], "0123456789ABCDEF"[octet & 15]};
        }
    }
    return result;
}

std::optional<std::string> percent_decode(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        if (text.front() != '%') {
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        if (text.size() < 3)
            return std::nullopt;
        const auto high = hex_digits.find(lower(text[1]));
        const auto low = hex_digits.find(lower(text[2]));
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        result += static_cast<char>(high * 16 + low);
        text.remove_prefix(3);
    }
    return result;
}

}  // namespace colporteur
