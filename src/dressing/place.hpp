// SPDX-License-Identifier: AGPL-3.0-or-later
// Octets that are read, and overwritten, where they stand in a body, base64 or not. Included by
// .cpp files of this folder alone.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace colporteur::dressing {

/// Where one octet of a text stands. In base64 it begins in the letter `at` and ends in the next
/// one (RFC 2045 §6.8).
struct Place {
    std::size_t at = 0;
    int bits_after = 0;  ///< of it in the next letter: 2, 4 or 6; 0 when it stands as it is
};

inline constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline constexpr auto base64_values = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < base64_letters.size(); ++i)
        values[static_cast<unsigned char>(base64_letters[i])] = static_cast<signed char>(i);
    return values;
}();

/// The value of a letter of base64; -1 when it is none.
constexpr int base64_value(char c)
{
    return base64_values[static_cast<unsigned char>(c)];
}

/// Shows each octet that `body` says in base64, and its place there; foreign octets are skipped.
template <class See>
void each_base64_octet(std::string_view body, See see)
{
    int bits = 0;  // of the next octet in the next letter; 0: that letter begins four
    int last = 0;
    std::size_t last_at = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const int value = base64_value(body[i]);
        if (value < 0) {
            if (body[i] == '=')
                bits = 0;
            continue;
        }
        if (bits > 0)
            see(static_cast<char>((last << bits | value >> (6 - bits)) & 0xFF),
                Place{.at = last_at, .bits_after = bits});
        bits = (bits + 2) % 8;
        last = value;
        last_at = i;
    }
}

/// Writes `octet` at a place in `body` instead of what it says there.
void put_octet(std::string& body, const Place& place, char octet);

}  // namespace colporteur::dressing
