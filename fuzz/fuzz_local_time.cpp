// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/zone.hpp"

// A time that was read is written as the wall clock shows it, and that reads as a time again, with
// the same clock: the same moment, unless clocks were set back then.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    static const Zone paris = Zone::find("Europe/Paris").value_or(Zone{});
    const auto time = parse_local_time({reinterpret_cast<const char*>(data), size}, paris);
    if (!time)
        return 0;
    const std::string shown = to_local_text(*time, paris);
    const auto again = parse_local_time(shown, paris);
    if (!again || to_local_text(*again, paris) != shown)
        std::abort();
    return 0;
}
