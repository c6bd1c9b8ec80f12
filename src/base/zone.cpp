// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/zone.hpp"

#include <exception>

#define USE_OS_TZDB 1  // as Debian builds the library: it reads /usr/share/zoneinfo
#include <date/tz.h>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur {
namespace {

using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

/// Nothing when it is not in the database, or cannot be read.
const date::time_zone* look_up(std::string_view name)
{
    try {
        const date::time_zone* zone = date::locate_zone(name);
        zone->get_info(date::sys_seconds{});  // reads the zone's file, once
        return zone;
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::string name_of_system_zone()
{
    try {
        return date::current_zone()->name();
    } catch (const std::exception&) {
        return "";
    }
}

const date::time_zone& in_database(const void* zone)
{
    return *static_cast<const date::time_zone*>(zone);
}

std::optional<int> take_digits(Cursor& in, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        if (!is_digit(in.peek()))
            return std::nullopt;
        value = value * 10 + (in.take() - '0');
    }
    return value;
}

// date = 4DIGIT "-" 2DIGIT "-" 2DIGIT
std::optional<LocalTime> take_date(Cursor& in)
{
    const auto year = take_digits(in, 4);
    const auto month = year && in.skip("-") ? take_digits(in, 2) : std::nullopt;
    const auto day = month && in.skip("-") ? take_digits(in, 2) : std::nullopt;
    if (!day)
        return std::nullopt;
    const auto date = std::chrono::year{*year} / *month / *day;
    return date.ok() ? std::optional{LocalTime{std::chrono::local_days{date}}} : std::nullopt;
}

// time-of-day = clock [ ":" 2DIGIT ]
std::optional<seconds> take_time_of_day(Cursor& in)
{
    const auto clock = take_clock(in);
    if (!clock || *clock >= std::chrono::days{1})
        return std::nullopt;
    if (!in.skip(":"))
        return *clock;
    const auto second = take_digits(in, 2);
    return second && *second < 60 ? std::optional{*clock + seconds{*second}} : std::nullopt;
}

}  // namespace

Zone::Zone() = default;

Result<Zone> Zone::find(std::string_view name)
{
    Zone zone;
    zone.zone_ = look_up(name);
    if (!zone.zone_)
        return fail(Code::not_found,
                    fmt::format("'{}' is not a time zone of this machine, such as Europe/Paris",
                                one_line(to_valid_utf8(name), 80)));
    zone.name_ = name;
    return zone;
}

Zone Zone::system()
{
    return find(name_of_system_zone()).value_or(Zone{});
}

LocalTime Zone::to_local(Time time) const
{
    const auto moment = floor<seconds>(time);
    const seconds offset = zone_ ? in_database(zone_).get_info(moment).offset : seconds{0};
    return LocalTime{moment.time_since_epoch() + offset};
}

Time Zone::to_utc(LocalTime local) const
{
    const Time unmoved{local.time_since_epoch()};
    if (!zone_)
        return unmoved;
    const auto info = in_database(zone_).get_info(date::local_seconds{local.time_since_epoch()});
    if (info.result == date::local_info::nonexistent)
        return info.first.end;
    return unmoved - info.first.offset;
}

// clock = 2DIGIT ":" 2DIGIT

std::optional<minutes> take_clock(Cursor& in)
{
    const auto hour = take_digits(in, 2);
    const auto minute = hour && in.skip(":") ? take_digits(in, 2) : std::nullopt;
    if (!minute || *minute > 59)
        return std::nullopt;
    const minutes clock = std::chrono::hours{*hour} + minutes{*minute};
    return clock <= std::chrono::days{1} ? std::optional{clock} : std::nullopt;
}

// local-time = date [ ( SP / "T" ) time-of-day [ "Z" ] ]

Result<Time> parse_local_time(std::string_view text, const Zone& zone)
{
    Cursor in{text};
    auto local = take_date(in);
    bool utc = false;
    if (local && (in.skip(" ") || in.skip("T"))) {
        const auto clock = take_time_of_day(in);
        local = clock ? std::optional{*local + *clock} : std::nullopt;
        utc = in.skip("Z");
    }
    if (!local || !in.at_end())
        return fail(Code::invalid, fmt::format("'{}' is not a time such as 2026-03-01 10:00",
                                               one_line(to_valid_utf8(text), 80)));
    return utc ? Zone{}.to_utc(*local) : zone.to_utc(*local);
}

std::string to_local_text(Time time, const Zone& zone)
{
    const LocalTime local = zone.to_local(time);
    const auto day = floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{local - day};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count());
}

}  // namespace colporteur
