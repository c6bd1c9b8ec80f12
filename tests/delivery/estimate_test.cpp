// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/estimate.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Time now = parse_time("2026-05-04 10:00").value();  // a Monday

std::string end(const std::vector<Remainder>& parts, const model::Schedule& schedule = {})
{
    const auto result = estimate(parts, schedule, Zone{}, now);
    return result.end ? to_local_text(*result.end, Zone{}) : "unknown";
}

}  // namespace

TEST_CASE("with nothing left a letter ends now")
{
    CHECK(end({}) == "2026-05-04 10:00");
    CHECK(end({{.name = "free", .left = 0, .per_minute = 60}}) == "2026-05-04 10:00");
}

TEST_CASE("what is left, by the pace that was measured")
{
    CHECK(end({{.left = 6000, .per_minute = 100}}) == "2026-05-04 11:00");
}

TEST_CASE("without a measure the rule says; a measure above the rule does not count")
{
    CHECK(end({{.left = 600, .rule_per_minute = 10}}) == "2026-05-04 11:00");
    CHECK(end({{.left = 600, .per_minute = 500, .rule_per_minute = 10}}) == "2026-05-04 11:00");
    CHECK(end({{.left = 600, .per_minute = 5, .rule_per_minute = 10}}) == "2026-05-04 12:00");
}

TEST_CASE("the slowest part decides, and is named")
{
    const auto result = estimate({{.name = "google", .left = 60'000, .per_minute = 1000},
                                  {.name = "orange", .left = 6000, .per_minute = 60},
                                  {.name = "free", .left = 60, .per_minute = 60}},
                                 {}, Zone{}, now);
    CHECK(result.end == now + minutes{100});
    CHECK(result.slowest == "orange");
}

TEST_CASE("one part that cannot be told leaves the whole unknown")
{
    CHECK(end({{.name = "google", .left = 100, .per_minute = 10}, {.left = 1}}) == "unknown");
    CHECK(estimate({{.name = "sfr", .left = 1}}, {}, Zone{}, now).slowest.empty());
}

TEST_CASE("a rest comes first")
{
    CHECK(end({{.left = 600, .per_minute = 10, .rests_until = now + minutes{30}}}) ==
          "2026-05-04 11:30");
    CHECK(end({{.left = 600, .per_minute = 10, .rests_until = now - minutes{30}}}) ==
          "2026-05-04 11:00");
}

TEST_CASE("whoever is to be tried again later is not done before")
{
    const Time later = now + hours{4};
    CHECK(end({{.left = 10, .per_minute = 10, .last_retry = later}}) == "2026-05-04 14:00");
    CHECK(end({{.left = 6000, .per_minute = 10, .last_retry = later}}) == "2026-05-04 20:00");
    CHECK(end({{.left = 10, .per_minute = 10, .last_retry = later}},
              {.hours = model::Hours{hours{8}, hours{12}}}) == "2026-05-05 08:00");
}

TEST_CASE("when nothing but retries is left, their time is known even without a pace")
{
    const Time later = now + hours{4};
    CHECK(end({{.left = 10, .last_retry = later, .deferred = 10}}) == "2026-05-04 14:00");
    CHECK(end({{.left = 10, .last_retry = later, .deferred = 9}}) == "unknown");
}

TEST_CASE("a slow start sends what today allows, then twice as much each day")
{
    // 100 today, 400 on the 5th, 800 on the 6th, the last 700 on the 7th
    CHECK(end({{.left = 2000, .per_minute = 100, .day_cap = 100, .slow = true, .tomorrow = 400}}) ==
          "2026-05-07 00:07");
    CHECK(end({{.left = 100, .per_minute = 100, .day_cap = 100, .slow = true}}) ==
          "2026-05-04 10:01");
    CHECK(end({{.left = 300, .per_minute = 100, .day_cap = 100, .slow = true}}) ==
          "2026-05-05 00:02");
}

TEST_CASE("a slow start that allows nothing more today goes on tomorrow")
{
    CHECK(end({{.left = 3, .per_minute = 1, .slow = true, .tomorrow = 500}}) == "2026-05-05 00:03");
    CHECK(end({{.left = 2, .per_minute = 1, .slow = true}}) == "2026-05-05 00:02");
}

TEST_CASE("sending rests outside the letter's hours")
{
    const model::Schedule morning{.hours = model::Hours{hours{8}, hours{12}}};
    CHECK(end({{.left = 300, .per_minute = 1}}, morning) == "2026-05-05 11:00");
    CHECK(end({{.left = 60, .per_minute = 1, .rests_until = now + hours{3}}}, morning) ==
          "2026-05-05 09:00");
    CHECK(end({{.left = 60, .per_minute = 1}}, {.not_before = now + hours{20}}) ==
          "2026-05-05 07:00");
}

TEST_CASE("a pace that leads nowhere is far away, not an error")
{
    const auto result = estimate({{.left = 1'000'000'000, .per_minute = 1e-9}}, {}, Zone{}, now);
    CHECK(result.end > now + std::chrono::days{36'000});
}

}  // namespace colporteur::delivery
