// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/schedule.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur::digests {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::weekday;

constexpr int days_looked_at = 16;  // a week, and calendars that skip a day
constexpr std::size_t shortest_name = 3;

struct DayName {
    weekday day;
    std::string_view printed, english, french;
};

constexpr DayName day_names[] = {
    {std::chrono::Monday, "Mon", "monday", "lundi"},
    {std::chrono::Tuesday, "Tue", "tuesday", "mardi"},
    {std::chrono::Wednesday, "Wed", "wednesday", "mercredi"},
    {std::chrono::Thursday, "Thu", "thursday", "jeudi"},
    {std::chrono::Friday, "Fri", "friday", "vendredi"},
    {std::chrono::Saturday, "Sat", "saturday", "samedi"},
    {std::chrono::Sunday, "Sun", "sunday", "dimanche"},
};

constexpr std::string_view daily[] = {
    "daily", "every day", "quotidien", "tous les jours", "chaque jour",
};
constexpr std::string_view weekly[] = {"weekly", "hebdomadaire"};
constexpr std::string_view before_day[] = {"every", "on", "chaque", "les", "le"};
constexpr std::string_view before_clock[] = {"at", "a"};
constexpr std::string_view between_days[] = {"and", "et"};

void skip_blanks(Cursor& in)
{
    in.take_while(is_space);
}

/// Steps over one of them, if it comes next and ends there, and over the blanks behind it.
bool skip_one_of(Cursor& in, std::span<const std::string_view> phrases)
{
    for (const std::string_view phrase : phrases) {
        Cursor ahead = in;
        if (!ahead.skip(phrase) || is_alpha(ahead.peek()))
            continue;
        skip_blanks(ahead);
        in = ahead;
        return true;
    }
    return false;
}

bool names(std::string_view word, std::string_view name)
{
    const bool plural = word.size() == name.size() + 1 && word.ends_with('s');
    return word.size() >= shortest_name &&
           (name.starts_with(word) || (plural && word.starts_with(name)));
}

std::optional<weekday> take_day(Cursor& in)
{
    skip_one_of(in, before_day);
    const auto word = in.take_while(is_alpha);
    in.skip(".");
    skip_blanks(in);
    for (const DayName& name : day_names)
        if (names(word, name.english) || names(word, name.french))
            return name.day;
    return std::nullopt;
}

bool skip_between(Cursor& in)
{
    const bool comma = in.skip(",");
    skip_blanks(in);
    return comma || skip_one_of(in, between_days);
}

std::optional<Weekdays> take_days(Cursor& in)
{
    Weekdays wanted;
    if (skip_one_of(in, daily))
        return Weekdays::all();
    if (skip_one_of(in, weekly)) {
        wanted.add(std::chrono::Monday);
        return wanted;
    }
    do {
        const auto day = take_day(in);
        if (!day)
            return std::nullopt;
        wanted.add(*day);
    } while (skip_between(in));
    return wanted;
}

std::optional<int> number_of(std::string_view digits)
{
    Cursor in{digits};
    const auto number = digits.size() <= 2 ? in.take_number() : std::nullopt;
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

std::optional<minutes> take_time(Cursor& in)
{
    const auto hour = number_of(in.take_while(is_digit));
    skip_blanks(in);
    const bool colon = in.skip(":");
    if (!hour || *hour > 23 || (!colon && !in.skip("h")))
        return std::nullopt;
    if (!colon)
        skip_blanks(in);
    const auto digits = in.take_while(is_digit);
    if (digits.empty() && !colon)
        return hours{*hour};
    const auto minute = digits.size() == 2 ? number_of(digits) : std::nullopt;
    return minute && *minute < 60 ? std::optional{hours{*hour} + minutes{*minute}} : std::nullopt;
}

std::optional<DigestSchedule> take_schedule(Cursor& in)
{
    skip_blanks(in);
    const auto wanted = take_days(in);
    if (!wanted)
        return std::nullopt;
    DigestSchedule schedule{.days = *wanted};
    const bool clock_follows = skip_one_of(in, before_clock) || !in.at_end();
    const auto clock = clock_follows ? take_time(in) : std::optional{schedule.at};
    skip_blanks(in);
    if (!clock || !in.at_end())
        return std::nullopt;
    schedule.at = *clock;
    return schedule;
}

Time believed(Time time, Time now)
{
    return time > now + days{1} ? Time{} : time;
}

/// The first listed day and hour at `start` or later.
std::optional<Time> next_slot(const DigestSchedule& schedule, const Zone& zone, Time start)
{
    const auto today = std::chrono::floor<days>(zone.to_local(start));
    for (int i = -1; i < days_looked_at; ++i) {
        const auto day = today + days{i};
        if (!schedule.days.has(weekday{day}))
            continue;
        const Time slot = zone.to_utc(LocalTime{day + schedule.at});
        if (slot >= start)
            return slot;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Time> due(const DigestSchedule& schedule, const Zone& zone,
                        std::optional<Time> last_issue, const Waiting& waiting, Time now)
{
    if (waiting.posts == 0)
        return std::nullopt;
    if (waiting.posts >= schedule.most_posts || waiting.octets >= schedule.most_octets)
        return now;
    Time start = believed(waiting.oldest, now);
    if (last_issue)
        start = std::max(start, believed(*last_issue, now) + microseconds{1});
    return next_slot(schedule, zone, start);
}

Result<DigestSchedule> parse_digest_schedule(std::string_view text)
{
    const std::string folded = fold(text);
    Cursor in{folded};
    if (const auto schedule = take_schedule(in))
        return *schedule;
    return fail(Code::invalid, fmt::format("'{}' is no digest schedule: expected such as "
                                           "'Mon,Thu 18:00', 'daily 07:00' or 'weekly'",
                                           one_line(to_valid_utf8(text), 80)));
}

std::string to_text(const DigestSchedule& schedule)
{
    std::string text;
    for (const DayName& name : day_names)
        if (schedule.days.has(name.day))
            text.append(text.empty() ? "" : ",").append(name.printed);
    if (schedule.days == Weekdays::all())
        text = "daily";
    return fmt::format("{} {:02}:{:02}", text, schedule.at.count() / 60, schedule.at.count() % 60);
}

}  // namespace colporteur::digests
