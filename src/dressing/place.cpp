// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/place.hpp"

namespace colporteur::dressing {
namespace {

// Some bits of a letter, the others kept.
void put_bits(char& letter, int mask, int bits)
{
    letter = base64_letters[static_cast<std::size_t>((base64_value(letter) & ~mask) | bits)];
}

}  // namespace

void put_octet(std::string& body, const Place& place, char octet)
{
    if (place.bits_after == 0) {
        body[place.at] = octet;
        return;
    }
    const int value = static_cast<unsigned char>(octet);
    const int after = place.bits_after;
    put_bits(body[place.at], (1 << (8 - after)) - 1, value >> after);
    const std::size_t next = body.find_first_of(base64_letters, place.at + 1);
    const int low = (1 << after) - 1;
    put_bits(body[next], low << (6 - after), (value & low) << (6 - after));
}

}  // namespace colporteur::dressing
