// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/schedule.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::delivery {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int days_looked_at = 3660;  // ten years: hours no longer matter then
constexpr int days_without_opening = 7;

seconds time_of_day(LocalTime local)
{
    return local - floor<days>(local);
}

bool inside(const model::Hours& hours, LocalTime local)
{
    const seconds clock = time_of_day(local);
    if (hours.from < hours.to)
        return hours.from <= clock && clock < hours.to;
    return hours.from <= clock || clock < hours.to;
}

/// The next moment after `now` at which the wall clock shows that time.
Time next_time_at(minutes clock, const Zone& zone, Time now)
{
    const LocalTime local = zone.to_local(now);
    seconds wait = clock - time_of_day(local);
    if (wait <= seconds{0})
        wait += days{1};
    const Time moment = zone.to_utc(local + wait);
    if (moment > now)
        return moment;
    return floor<seconds>(now) + wait;  // clocks were set back: the second time they show it
}

}  // namespace

Time opens(const model::Schedule& schedule, const Zone& zone, Time now)
{
    Time time = std::max(now, schedule.not_before.value_or(now));
    if (!schedule.hours)
        return time;
    // More than once when clocks skip all of the hours in a night.
    for (int day = 0; day < days_without_opening; ++day) {
        if (inside(*schedule.hours, zone.to_local(time)))
            break;
        time = next_time_at(schedule.hours->from, zone, time);
    }
    return time;
}

Time ends(const model::Schedule& schedule, const Zone& zone, seconds work, Time now)
{
    Time time = opens(schedule, zone, now);
    for (int day = 0; schedule.hours && day < days_looked_at; ++day) {
        const Time closing = next_time_at(schedule.hours->to, zone, time);
        if (time + work <= closing)
            break;
        work -= floor<seconds>(closing - time);
        time = opens(schedule, zone, closing);
    }
    return time + work;
}

// hours = clock "-" clock / "any"      clock = 2DIGIT ":" 2DIGIT      (00:00 to 24:00)

Result<std::optional<model::Hours>> parse_hours(std::string_view text)
{
    if (same_word(text, "any"))
        return std::nullopt;
    Cursor in{text};
    const auto from = take_clock(in);
    const auto to = from && in.skip("-") ? take_clock(in) : std::nullopt;
    if (!to || !in.at_end() || *from == days{1})
        return fail(Code::invalid,
                    fmt::format("'{}' are no hours: expected such as 08:00-20:00, or any",
                                one_line(to_valid_utf8(text), 80)));
    if (*from == *to)
        return fail(Code::invalid,
                    fmt::format("'{}' is no time at all: expected two different times of the day, "
                                "such as 08:00-20:00, or any",
                                text));
    return model::Hours{*from, *to};
}

std::string to_text(const model::Hours& hours)
{
    const auto clock = [](minutes time) {
        return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
    };
    return clock(hours.from) + "-" + clock(hours.to);
}

}  // namespace colporteur::delivery
