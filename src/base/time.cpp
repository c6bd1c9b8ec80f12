// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.hpp"

#include <cstdio>

#include <fmt/chrono.h>

namespace colporteur {

using std::chrono::floor;

Time now()
{
    return floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::int64_t to_micros(Time time)
{
    return time.time_since_epoch().count();
}

Time from_micros(std::int64_t micros)
{
    return Time{std::chrono::microseconds{micros}};
}

std::int64_t day_of(Time time)
{
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

std::string to_iso(Time time)
{
    const auto day = floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{floor<std::chrono::seconds>(time - day)};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

Result<Time> parse_time(std::string_view text)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    const std::string copy{text};
    const int read = std::sscanf(copy.c_str(), "%4d-%2u-%2u%*1[ T]%2d:%2d:%2d", &year, &month, &day,
                                 &hour, &minute, &second);
    const auto date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
    if (read < 3 || read == 4 || !date.ok() || hour > 23 || minute > 59 || second > 60 ||
        hour < 0 || minute < 0 || second < 0)
        return fail(Code::invalid,
                    fmt::format("'{}' is not a time such as 2026-03-01 10:00", text));
    return Time{std::chrono::sys_days{date}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second};
}

}  // namespace colporteur
