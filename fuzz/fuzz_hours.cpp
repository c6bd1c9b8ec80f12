// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "delivery/schedule.hpp"

// What is read as hours is written the same way again, and a letter that keeps them leaves some
// day.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto hours = delivery::parse_hours(text);
    if (!hours || !*hours)
        return 0;
    if (delivery::to_text(**hours) != text)
        std::abort();
    const model::Schedule schedule{.hours = *hours};
    if (!delivery::may_leave(schedule, Zone{}, delivery::opens(schedule, Zone{}, Time{})))
        std::abort();
    return 0;
}
