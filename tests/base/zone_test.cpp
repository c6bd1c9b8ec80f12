// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/zone.hpp"

#include <doctest/doctest.h>

namespace colporteur {
namespace {

const Zone paris = Zone::find("Europe/Paris").value();

Time utc(std::string_view text)
{
    return parse_time(text).value();
}

std::string moment(std::string_view local, const Zone& zone = paris)
{
    return to_iso(parse_local_time(local, zone).value());
}

}  // namespace

TEST_CASE("a wall clock shows what the zone's rules say, half hours and all")
{
    struct Row {
        std::string_view zone, time, shown;
    };

    for (const Row& row : {
             Row{"Europe/Paris", "2026-01-15 12:00", "2026-01-15 13:00"},
             Row{"Europe/Paris", "2026-07-15 12:00", "2026-07-15 14:00"},
             Row{"Asia/Kathmandu", "2026-07-15 12:00", "2026-07-15 17:45"},
             Row{"Asia/Kolkata", "2026-07-15 20:00", "2026-07-16 01:30"},
             Row{"America/St_Johns", "2026-01-15 00:00", "2026-01-14 20:30"},
             Row{"Pacific/Kiritimati", "2026-12-31 10:00", "2027-01-01 00:00"},
             Row{"UTC", "2026-07-15 12:00", "2026-07-15 12:00"},
         }) {
        CAPTURE(row.zone);
        const Zone zone = Zone::find(row.zone).value();
        CHECK(to_local_text(utc(row.time), zone) == row.shown);
        CHECK(moment(row.shown, zone) == to_iso(utc(row.time)));
    }
}

TEST_CASE("a clock time that is skipped is the moment of the skip: Paris, 29 March 2026")
{
    CHECK(moment("2026-03-29 01:59") == "2026-03-29T00:59:00Z");
    CHECK(moment("2026-03-29 02:00") == "2026-03-29T01:00:00Z");
    CHECK(moment("2026-03-29 02:30") == "2026-03-29T01:00:00Z");
    CHECK(moment("2026-03-29 03:00") == "2026-03-29T01:00:00Z");
    CHECK(moment("2026-03-29 03:30") == "2026-03-29T01:30:00Z");
}

TEST_CASE("a clock time that comes twice is the first of both: Paris, 25 October 2026")
{
    CHECK(moment("2026-10-25 01:59") == "2026-10-24T23:59:00Z");
    CHECK(moment("2026-10-25 02:30") == "2026-10-25T00:30:00Z");
    CHECK(moment("2026-10-25 03:00") == "2026-10-25T02:00:00Z");
    CHECK(to_local_text(utc("2026-10-25 00:30"), paris) == "2026-10-25 02:30");
    CHECK(to_local_text(utc("2026-10-25 01:30"), paris) == "2026-10-25 02:30");
}

TEST_CASE("what the database does not have is not found")
{
    for (const std::string_view name :
         {"", "Europe/Atlantis", "europe", "../../etc/passwd", "right/UTC", "leapseconds",
          "Europe/Paris\n", "/usr/share/zoneinfo/Europe/Paris"}) {
        CAPTURE(name);
        const auto zone = Zone::find(name);
        REQUIRE_FALSE(zone.has_value());
        CHECK(zone.error().code == Code::not_found);
    }
}

TEST_CASE("the machine's own zone is always some zone")
{
    CHECK_FALSE(Zone::system().name().empty());
    CHECK(Zone{}.name() == "UTC");
}

TEST_CASE("a time may be written as a day, to the minute, to the second, or as UTC")
{
    CHECK(moment("2026-03-01") == "2026-02-28T23:00:00Z");
    CHECK(moment("2026-03-01 10:00") == "2026-03-01T09:00:00Z");
    CHECK(moment("2026-03-01T10:00") == "2026-03-01T09:00:00Z");
    CHECK(moment("2026-03-01 10:00:30") == "2026-03-01T09:00:30Z");
    CHECK(moment("2026-03-01T10:00:00Z") == "2026-03-01T10:00:00Z");
    CHECK(moment("2028-02-29") == "2028-02-28T23:00:00Z");
}

TEST_CASE("anything else is no time")
{
    for (const std::string_view text :
         {"", "tomorrow", "2026-02-29", "2026-13-01", "2026-3-1", "2026-03-01 ", "2026-03-01 10",
          "2026-03-01 24:00", "2026-03-01 10:60", "2026-03-01 10:00:60", "2026-03-01Z",
          "2026-03-01 10:00z", "2026-03-01  10:00", " 2026-03-01", "20260301", "-026-03-01",
          "2026-03-01 -1:00"}) {
        CAPTURE(text);
        const auto time = parse_local_time(text, paris);
        REQUIRE_FALSE(time.has_value());
        CHECK(time.error().code == Code::invalid);
    }
}

}  // namespace colporteur
