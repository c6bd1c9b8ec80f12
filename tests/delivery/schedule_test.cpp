// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/schedule.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Zone paris = Zone::find("Europe/Paris").value();

Time paris_time(std::string_view text)
{
    return parse_local_time(text, paris).value();
}

Time utc(std::string_view text)
{
    return parse_time(text).value();
}

model::Schedule between(std::string_view text)
{
    return {.hours = parse_hours(text).value()};
}

std::string opening(std::string_view text, std::string_view now)
{
    return to_local_text(opens(between(text), paris, paris_time(now)), paris);
}

}  // namespace

TEST_CASE("without a schedule a letter leaves now")
{
    const Time now = paris_time("2026-05-01 03:00");
    CHECK(opens({}, paris, now) == now);
    CHECK(may_leave({}, paris, now));
}

TEST_CASE("not before a time, then as soon as the hours allow")
{
    const Time start = paris_time("2026-05-01 22:00");
    CHECK(opens({.not_before = start}, paris, start - hours{9}) == start);
    CHECK(opens({.not_before = start}, paris, start + hours{9}) == start + hours{9});

    model::Schedule both = between("08:00-20:00");
    both.not_before = start;
    CHECK(to_local_text(opens(both, paris, start - hours{9}), paris) == "2026-05-02 08:00");
}

TEST_CASE("hours begin with their first minute and end before their last, over midnight too")
{
    struct Row {
        std::string_view hours, now, opens;
    };

    for (const Row& row : {
             Row{"08:00-20:00", "2026-05-01 07:59", "2026-05-01 08:00"},
             Row{"08:00-20:00", "2026-05-01 08:00", "2026-05-01 08:00"},
             Row{"08:00-20:00", "2026-05-01 19:59", "2026-05-01 19:59"},
             Row{"08:00-20:00", "2026-05-01 20:00", "2026-05-02 08:00"},
             Row{"22:00-06:00", "2026-05-01 23:00", "2026-05-01 23:00"},
             Row{"22:00-06:00", "2026-05-01 05:59", "2026-05-01 05:59"},
             Row{"22:00-06:00", "2026-05-01 06:00", "2026-05-01 22:00"},
             Row{"20:00-24:00", "2026-05-01 23:59", "2026-05-01 23:59"},
             Row{"20:00-24:00", "2026-05-02 00:00", "2026-05-02 20:00"},
             Row{"00:00-24:00", "2026-05-02 00:00", "2026-05-02 00:00"},
         }) {
        CAPTURE(row.hours);
        CAPTURE(row.now);
        CHECK(opening(row.hours, row.now) == row.opens);
    }
}

TEST_CASE("in the night of 29 March 2026, when Paris skips an hour, hours stay on the wall clock")
{
    CHECK(opens(between("08:00-20:00"), paris, utc("2026-03-28 20:00")) == utc("2026-03-29 06:00"));
    // what begins in the skipped hour begins at the skip
    CHECK(opens(between("02:30-05:00"), paris, utc("2026-03-29 00:30")) == utc("2026-03-29 01:00"));
    // what lies inside the skipped hour happens the next night
    CHECK(opening("02:10-02:50", "2026-03-29 01:00") == "2026-03-30 02:10");
}

TEST_CASE(
    "in the night of 25 October 2026, when Paris has an hour twice, hours stay on the wall "
    "clock")
{
    CHECK(opens(between("08:00-20:00"), paris, utc("2026-10-24 20:00")) == utc("2026-10-25 07:00"));
    // the first half past two, and when that is over the second
    CHECK(opens(between("02:30-05:00"), paris, utc("2026-10-25 00:10")) == utc("2026-10-25 00:30"));
    CHECK(opens(between("02:30-05:00"), paris, utc("2026-10-25 01:10")) == utc("2026-10-25 01:30"));
}

TEST_CASE("nothing opens before now, and what has opened stays open: each minute of both nights")
{
    for (const std::string_view night : {"2026-03-28 22:00", "2026-10-24 22:00"})
        for (const std::string_view text :
             {"08:00-20:00", "22:00-06:00", "02:15-02:45", "02:30-03:30", "01:30-02:30",
              "03:00-02:00", "00:00-24:00"})
            for (int minute = 0; minute < 8 * 60; ++minute) {
                const Time now = utc(night) + minutes{minute};
                const Time time = opens(between(text), paris, now);
                CAPTURE(text);
                CAPTURE(to_iso(now));
                REQUIRE(time >= now);
                REQUIRE(time <= now + std::chrono::days{2});
                REQUIRE(may_leave(between(text), paris, time));
            }
}

TEST_CASE("work goes on over as many days as its hours need")
{
    const auto end = [](std::string_view text, std::chrono::seconds work, std::string_view now) {
        return to_local_text(ends(between(text), paris, work, paris_time(now)), paris);
    };
    CHECK(end("any", hours{30}, "2026-05-01 10:00") == "2026-05-02 16:00");
    CHECK(end("08:00-20:00", hours{2}, "2026-05-01 10:00") == "2026-05-01 12:00");
    CHECK(end("08:00-20:00", hours{2}, "2026-05-01 19:00") == "2026-05-02 09:00");
    CHECK(end("08:00-20:00", hours{2}, "2026-05-01 21:00") == "2026-05-02 10:00");
    CHECK(end("08:00-20:00", hours{30}, "2026-05-01 08:00") == "2026-05-03 14:00");
    CHECK(end("22:00-06:00", hours{10}, "2026-05-01 22:00") == "2026-05-03 00:00");
    CHECK(end("00:00-24:00", hours{48}, "2026-05-01 10:00") == "2026-05-03 10:00");
    // 22:00 to 06:00 is seven hours long in that night
    CHECK(end("22:00-06:00", hours{8}, "2026-03-28 22:00") == "2026-03-29 23:00");
}

TEST_CASE("work beyond all measure still has an end")
{
    CHECK(ends(between("08:00-08:01"), paris, hours{24 * 366 * 100}, paris_time("2026-05-01")) >
          paris_time("2036-05-01"));
}

TEST_CASE("hours are read as they are written")
{
    for (const std::string_view text :
         {"08:00-20:00", "22:00-06:00", "00:00-24:00", "23:59-00:00"}) {
        CAPTURE(text);
        CHECK(to_text(**parse_hours(text)) == text);
    }
    CHECK_FALSE(parse_hours("any")->has_value());
    CHECK_FALSE(parse_hours("Any")->has_value());
}

TEST_CASE("what are no hours is refused, and it is said what was expected")
{
    for (const std::string_view text :
         {"", "8:00-20:00", "08:00", "08:00-", "08:00-20:00 ", " 08:00-20:00", "08:00 - 20:00",
          "08:60-20:00", "24:00-06:00", "08:00-24:01", "25:00-26:00", "08.00-20.00", "08:00-08:00",
          "all", "08:00-20:00,21:00-22:00"}) {
        CAPTURE(text);
        const auto read = parse_hours(text);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == Code::invalid);
        CHECK(read.error().what.find("expected") != std::string::npos);
        CHECK(read.error().what.find("08:00-20:00") != std::string::npos);
    }
}

}  // namespace colporteur::delivery
