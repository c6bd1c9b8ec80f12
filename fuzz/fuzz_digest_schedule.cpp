// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "digests/schedule.hpp"

// What is read as a schedule is read the same way again when it is printed, and a post that waits
// goes within a week, on one of its days, and not twice at the same moment.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto schedule = digests::parse_digest_schedule(text);
    if (!schedule)
        return 0;
    if (digests::parse_digest_schedule(digests::to_text(*schedule)) != *schedule)
        std::abort();

    const Time now = parse_time("2026-03-25 12:00").value();
    const digests::Waiting waiting{.posts = 1, .octets = 1, .oldest = now};
    const auto first = digests::due(*schedule, Zone{}, std::nullopt, waiting, now);
    if (!first || *first < now || *first - now > std::chrono::days{7})
        std::abort();
    const auto day = std::chrono::floor<std::chrono::days>(*first);
    if (!schedule->days.has(std::chrono::weekday{day}) || *first - day != schedule->at)
        std::abort();
    const auto second = digests::due(*schedule, Zone{}, first, waiting, *first);
    if (!second || *second <= *first || *second - *first > std::chrono::days{7})
        std::abort();
    return 0;
}
