// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/schedule.hpp"

#include <doctest/doctest.h>

namespace colporteur::digests {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Zone paris = Zone::find("Europe/Paris").value();
const Zone toronto = Zone::find("America/Toronto").value();

Time utc(std::string_view text)
{
    return parse_time(text).value();
}

Time paris_time(std::string_view text)
{
    return parse_local_time(text, paris).value();
}

DigestSchedule schedule(std::string_view text)
{
    return parse_digest_schedule(text).value();
}

std::string printed(std::string_view text)
{
    const auto read = parse_digest_schedule(text);
    return read ? to_text(*read) : "nothing";
}

Waiting one_since(Time oldest)
{
    return {.posts = 1, .octets = 1000, .oldest = oldest};
}

/// When the next issue goes, on the clocks of Paris; all times are such, `last` may be "".
std::string next(std::string_view text, std::string_view last, std::string_view oldest,
                 std::string_view now)
{
    const auto last_issue = last.empty() ? std::nullopt : std::optional{paris_time(last)};
    const auto time =
        due(schedule(text), paris, last_issue, one_since(paris_time(oldest)), paris_time(now));
    return time ? to_local_text(*time, paris) : "never";
}

}  // namespace

TEST_CASE("a schedule is read as people write it and printed in one way")
{
    struct Row {
        std::string_view text, printed;
    };

    for (const Row& row : {
             Row{"Mon,Thu 18:00", "Mon,Thu 18:00"},
             Row{"thursday, MONDAY at 18:00", "Mon,Thu 18:00"},
             Row{"daily 07:00", "daily 07:00"},
             Row{"Daily", "daily 07:00"},
             Row{"every day at 6:05", "daily 06:05"},
             Row{"weekly", "Mon 07:00"},
             Row{"weekly 12:00", "Mon 12:00"},
             Row{"every Friday", "Fri 07:00"},
             Row{"on Sundays 23:59", "Sun 23:59"},
             Row{"mon,tue,wed,thu,fri,sat,sun 00:00", "daily 00:00"},
             Row{"Tues and Fri and Tue 9:00", "Tue,Fri 09:00"},
             Row{"  Sat  18 : 00 ", "nothing"},
             Row{"  Sat  18:00 ", "Sat 18:00"},
             Row{"lundi et jeudi à 18h", "Mon,Thu 18:00"},
             Row{"le mardi, le ven. et les dimanches à 9 h 05", "Tue,Fri,Sun 09:05"},
             Row{"LUN,MER,SAM 18h30", "Mon,Wed,Sat 18:30"},
             Row{"quotidien 07:00", "daily 07:00"},
             Row{"tous les jours à 7\u00A0h\u00A030", "daily 07:30"},
             Row{"chaque jour", "daily 07:00"},
             Row{"hebdomadaire", "Mon 07:00"},
             Row{"chaque mercredi 8h", "Wed 08:00"},
             Row{"", "nothing"},
             Row{"never", "nothing"},
             Row{"18:00", "nothing"},
             Row{"Mo 18:00", "nothing"},
             Row{"Mondayy 18:00", "nothing"},
             Row{"Mon, 18:00", "nothing"},
             Row{"Mon Thu 18:00", "nothing"},
             Row{"Mon 24:00", "nothing"},
             Row{"Mon 18:60", "nothing"},
             Row{"Mon 18", "nothing"},
             Row{"Mon 18:0", "nothing"},
             Row{"Mon 18:", "nothing"},
             Row{"Mon 018:00", "nothing"},
             Row{"Mon at", "nothing"},
             Row{"Mon 18:00 Paris", "nothing"},
             Row{"daily,Mon 18:00", "nothing"},
         }) {
        CAPTURE(row.text);
        CHECK(printed(row.text) == row.printed);
        if (row.printed != "nothing")
            CHECK(printed(row.printed) == row.printed);
    }
    const auto wrong = parse_digest_schedule("never");
    CHECK(wrong.error().code == Code::invalid);
    CHECK(wrong.error().what ==
          "'never' is no digest schedule: expected such as 'Mon,Thu 18:00', 'daily 07:00' or "
          "'weekly'");
}

TEST_CASE("an issue goes at the first listed day and hour, and once (DIG-01)")
{
    struct Row {
        std::string_view text, last, oldest, now, next;
    };

    for (const Row& row : {
             // 2 March 2026 is a Monday
             Row{"Mon,Thu 18:00", "", "2026-03-01 10:00", "2026-03-01 10:00", "2026-03-02 18:00"},
             Row{"Mon,Thu 18:00", "", "2026-03-02 18:00", "2026-03-02 18:00", "2026-03-02 18:00"},
             Row{"Mon,Thu 18:00", "2026-03-02 18:00", "2026-03-02 18:00", "2026-03-02 18:01",
                 "2026-03-05 18:00"},
             Row{"Mon,Thu 18:00", "2026-03-05 18:00", "2026-03-06 08:00", "2026-03-06 08:00",
                 "2026-03-09 18:00"},
             // a post that came just after the hour waits for the next one
             Row{"Mon,Thu 18:00", "2026-02-26 18:00", "2026-03-02 18:05", "2026-03-02 18:06",
                 "2026-03-05 18:00"},
             // what was missed while the program was down goes once, afterwards
             Row{"daily 07:00", "2026-03-01 07:00", "2026-03-01 09:00", "2026-03-04 12:00",
                 "2026-03-02 07:00"},
             Row{"daily 07:00", "2026-03-04 12:00", "2026-03-04 12:30", "2026-03-04 12:30",
                 "2026-03-05 07:00"},
             // an issue that went early, because it was full, does not replace the day's own
             Row{"daily 07:00", "2026-03-04 05:00", "2026-03-04 06:00", "2026-03-04 06:00",
                 "2026-03-04 07:00"},
             // leap day, trap 26
             Row{"daily 07:00", "2028-02-28 07:00", "2028-02-28 08:00", "2028-02-28 08:00",
                 "2028-02-29 07:00"},
             Row{"Tue 07:00", "2028-02-22 07:00", "2028-02-23 08:00", "2028-02-28 08:00",
                 "2028-02-29 07:00"},
             Row{"Wed 07:00", "2027-02-24 07:00", "2027-02-25 08:00", "2027-02-28 08:00",
                 "2027-03-03 07:00"},
             Row{"daily 00:00", "2026-12-31 00:00", "2026-12-31 23:59", "2026-12-31 23:59",
                 "2027-01-01 00:00"},
         }) {
        CAPTURE(row.text);
        CAPTURE(row.now);
        CHECK(next(row.text, row.last, row.oldest, row.now) == row.next);
    }
}

TEST_CASE(
    "nights when clocks change: the hour is skipped or shown twice, the issue goes once (trap 24)")
{
    struct Row {
        std::string_view text, last, next;  // UTC
    };

    for (const Row& row : {
             // 29 March 2026: 02:00 to 03:00 do not exist in Paris
             Row{"daily 07:00", "2026-03-28 06:00", "2026-03-29 05:00"},
             Row{"daily 02:30", "2026-03-28 01:30", "2026-03-29 01:00"},
             Row{"daily 02:30", "2026-03-29 01:00", "2026-03-30 00:30"},
             Row{"Sun 02:30", "2026-03-22 01:30", "2026-03-29 01:00"},
             Row{"Sun 02:30", "2026-03-29 01:00", "2026-04-05 00:30"},
             Row{"daily 03:00", "2026-03-28 02:00", "2026-03-29 01:00"},
             // 25 October 2026: 02:00 to 03:00 come twice
             Row{"daily 02:30", "2026-10-24 00:30", "2026-10-25 00:30"},
             Row{"daily 02:30", "2026-10-25 00:30", "2026-10-26 01:30"},
             Row{"daily 02:30", "2026-10-25 01:10", "2026-10-26 01:30"},
             Row{"Sun 02:30", "2026-10-25 00:30", "2026-11-01 01:30"},
             Row{"daily 07:00", "2026-10-24 05:00", "2026-10-25 06:00"},
             Row{"daily 03:00", "2026-10-24 01:00", "2026-10-25 02:00"},
         }) {
        CAPTURE(row.text);
        CAPTURE(row.last);
        const Time last = utc(row.last);
        const auto time = due(schedule(row.text), paris, last, one_since(last), last + minutes{1});
        CHECK(to_iso(time.value()) == to_iso(utc(row.next)));
    }
}

TEST_CASE("over a whole year in Paris there is one issue a day, never two and never none (DIG-01)")
{
    for (const std::string_view text :
         {"daily 00:00", "daily 02:30", "daily 07:00", "daily 23:59"}) {
        CAPTURE(text);
        Time last = paris_time("2027-12-31 12:00");
        int issues = 0;
        const Time end = paris_time("2029-01-01 00:00");
        std::string day_before;
        for (;;) {
            const Time issue = due(schedule(text), paris, last, one_since(last), last).value();
            if (issue >= end)
                break;
            const std::string day = to_local_text(issue, paris).substr(0, 10);
            CHECK(day != day_before);
            CHECK(issue - last <= hours{25 + 24});
            day_before = day;
            last = issue;
            ++issues;
        }
        CHECK(issues == (text == "daily 23:59" ? 367 : 366));
    }
}

TEST_CASE("when the zone changes, the next issue goes on the new clocks, once (trap 26)")
{
    const DigestSchedule daily = schedule("daily 18:00");
    const Time in_paris = paris_time("2026-03-02 18:00");
    const auto later = due(daily, toronto, in_paris, one_since(in_paris), in_paris + minutes{5});
    CHECK(to_local_text(later.value(), toronto) == "2026-03-02 18:00");
    CHECK(to_local_text(*due(daily, toronto, *later, one_since(*later), *later), toronto) ==
          "2026-03-03 18:00");

    const Time in_toronto = *later;  // midnight in Paris
    const auto back = due(daily, paris, in_toronto, one_since(in_toronto), in_toronto);
    CHECK(to_local_text(back.value(), paris) == "2026-03-03 18:00");
}

TEST_CASE("an issue is never empty (trap 24)")
{
    const Time now = paris_time("2026-03-02 18:00");
    CHECK(!due(schedule("daily 18:00"), paris, std::nullopt, {}, now));
    CHECK(!due({.most_posts = 0, .most_octets = 0}, paris, std::nullopt, {}, now));
}

TEST_CASE("posts that reach a limit go at once, with days or without")
{
    const Time now = paris_time("2026-03-02 10:00");
    DigestSchedule limited = schedule("Thu 18:00");
    limited.most_posts = 3;
    limited.most_octets = 5000;
    const auto with = [&](std::size_t posts, std::size_t octets) {
        return to_local_text(due(limited, paris, now, {posts, octets, now}, now).value(), paris);
    };
    CHECK(with(2, 4999) == "2026-03-05 18:00");
    CHECK(with(3, 10) == "2026-03-02 10:00");
    CHECK(with(1, 5000) == "2026-03-02 10:00");

    limited.days = {};
    CHECK(with(3, 10) == "2026-03-02 10:00");
    CHECK(!due(limited, paris, now, one_since(now), now));
}

TEST_CASE("a clock that was years ahead does not keep an issue back (trap 26)")
{
    const Time now = paris_time("2026-03-02 10:00");
    const Time wrong = paris_time("2031-01-01 10:00");
    const DigestSchedule daily = schedule("daily 18:00");
    CHECK(*due(daily, paris, wrong, one_since(now), now) == paris_time("2026-03-02 18:00"));
    CHECK(*due(daily, paris, now, one_since(wrong), now) == paris_time("2026-03-02 18:00"));
    CHECK(*due(daily, paris, wrong, one_since(wrong), now) < now);
    // a few seconds between two readings of one clock are no error
    CHECK(*due(daily, paris, now - hours{100}, one_since(now + minutes{1}), now) ==
          paris_time("2026-03-02 18:00"));
}

}  // namespace colporteur::digests
