// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/storm.hpp"

#include <doctest/doctest.h>

#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Time noon = support::at("2026-03-01 12:00");
const std::string absence(32, 'a');

struct Sky {
    support::TemporaryStore store;
    store::Tx tx{store.db};
    Time now = noon;

    Weather mail(const std::string& sender, const std::string& likeness = "",
                 const std::string& scope = "list:12")
    {
        return watch(tx, {scope, sender, likeness}, {}, now);
    }
};

}  // namespace

TEST_CASE("each limit is what is still allowed, the strictest that applies decides")
{
    const StormLimits limits;
    CHECK(judge_rate({}, limits) == Storm::none);
    CHECK(judge_rate({.by_sender = 29, .by_all = 299, .alike = 3}, limits) == Storm::none);
    CHECK(judge_rate({.by_sender = 30}, limits) == Storm::sender);
    CHECK(judge_rate({.by_all = 300}, limits) == Storm::everybody);
    CHECK(judge_rate({.by_sender = 30, .by_all = 300, .alike = 4}, limits) == Storm::echo);
    CHECK(judge_rate({.alike = 4, .silenced = true}, limits) == Storm::silenced);
}

TEST_CASE("an auto-responder on a list is silenced for a day, its owners are told once (trap 10)")
{
    Sky sky;
    for (int i = 0; i < 4; ++i)
        CHECK(sky.mail("ana@example.net", absence).storm == Storm::none);
    const Weather fifth = sky.mail("Ana@Example.net", absence);
    CHECK(fifth.storm == Storm::echo);
    CHECK(fifth.begins);
    sky.now = noon + hours{23};
    const Weather later = sky.mail("ana@example.net", absence);
    CHECK(later.storm == Storm::silenced);
    CHECK_FALSE(later.begins);
    sky.now = noon + hours{25};
    CHECK(sky.mail("ana@example.net", absence).storm == Storm::none);
}

TEST_CASE("a silence is of one text at one address: a forged From silences nobody (trap 11)")
{
    Sky sky;
    for (int i = 0; i < 6; ++i)
        sky.mail("ana@example.net", absence);
    CHECK(sky.mail("ana@example.net", std::string(32, 'b')).storm == Storm::none);
    CHECK(sky.mail("ana@example.net").storm == Storm::none);
    CHECK(sky.mail("ben@example.net", absence).storm == Storm::none);
    CHECK(sky.mail("ana@example.net", absence, "robot:3").storm == Storm::none);
    CHECK(sky.mail("ana@example.net", absence).storm == Storm::silenced);
}

TEST_CASE("short texts are never alike")
{
    Sky sky;
    for (int i = 0; i < 30; ++i)
        CHECK(sky.mail("ana@example.net").storm == Storm::none);
}

TEST_CASE("who writes too much has to wait, and is told of once a day (trap 12)")
{
    Sky sky;
    for (int i = 0; i < 30; ++i)
        CHECK(sky.mail("ana@example.net").storm == Storm::none);
    CHECK(sky.mail("ana@example.net").begins);
    const Weather more = sky.mail("ana@example.net");
    CHECK(more.storm == Storm::sender);
    CHECK_FALSE(more.begins);
    CHECK(sky.mail("ben@example.net").storm == Storm::none);
    sky.now = noon + minutes{61};
    CHECK(sky.mail("ana@example.net").storm == Storm::none);
}

TEST_CASE("a flood under many names is stopped at the list (trap 12)")
{
    Sky sky;
    for (int i = 0; i < 300; ++i)
        sky.mail("a" + std::to_string(i) + "@example.net");
    const Weather flood = sky.mail("ana@example.net");
    CHECK(flood.storm == Storm::everybody);
    CHECK(flood.begins);
    CHECK_FALSE(sky.mail("ben@example.net").begins);
    CHECK(sky.mail("ben@example.net", "", "list:13").storm == Storm::none);
}

}  // namespace colporteur::lists
