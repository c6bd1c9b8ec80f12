// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>

#include "smtp/data.hpp"

namespace {

using colporteur::smtp::DataReader;

struct Outcome {
    std::string message;
    DataReader::Damage damage;
    bool complete;
    std::size_t taken;

    bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view octets, std::size_t piece)
{
    DataReader reader{{.octets = 300, .line = 50, .header = 100}};
    std::size_t taken = 0;
    while (taken < octets.size() && !reader.complete())
        taken += reader.feed(octets.substr(taken, piece));
    return {reader.take_message(), reader.damage(), reader.complete(), taken};
}

}  // namespace

// Any way of cutting the input gives the same message; and what was accepted survives stuffing and
// unstuffing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view octets{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto whole = read(octets, octets.size());
    if (read(octets, 1) != whole || read(octets, 1u + data[0] % 16u) != whole)
        std::abort();
    if (whole.complete && whole.damage == DataReader::Damage::none) {
        const auto again = read(colporteur::smtp::stuff_dots(whole.message) + ".\r\n", size + 9);
        if (!again.complete || again.message != whole.message)
            std::abort();
    }
    return 0;
}
