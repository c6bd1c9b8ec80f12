// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/destinations.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::Ledger;
using support::noon;
using support::one_o_clock;

namespace {

std::vector<Destination> sort_out(Ledger& ledger)
{
    return ledger.in_tx([](Tx& tx) {
        return set_destinations(
            tx, {{.name = "a", .domains = {"a.example"}}, {.name = "b", .domains = {"b.example"}}});
    });
}

}  // namespace

TEST_CASE("the lanes are the letters by destination, the oldest letter first, paused ones left out")
{
    Ledger ledger{3};
    const auto destinations = sort_out(ledger);
    ledger.join("x@b.example");
    ledger.join("y@a.example");
    ledger.fill();
    const auto second = ledger.add_letter();
    ledger.fill(second);
    ledger.add_notice("r1@example.net");

    const auto names = [&] {
        std::vector<std::pair<model::MailingId, model::DestinationId>> found;
        for (const Lane& lane : lanes(ledger.db()))
            found.emplace_back(lane.mailing, lane.destination);
        return found;
    };
    const model::DestinationId none{};
    const auto a = destinations.at(0).id;
    const auto b = destinations.at(1).id;
    const auto first = ledger.letter();
    CHECK(names() ==
          decltype(names()){
              {first, none}, {first, a}, {first, b}, {second, none}, {second, a}, {second, b}});
    ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, first, true); });
    CHECK(names() == decltype(names()){{second, none}, {second, a}, {second, b}});
}

TEST_CASE("a lane says when its first row is due, and its letter's schedule")
{
    Ledger ledger{2};
    ledger.fill();
    const model::Schedule schedule{one_o_clock,
                                   model::Hours{std::chrono::hours{22}, std::chrono::hours{6}}};
    ledger.in_tx([&](Tx& tx) { return set_schedule(tx, ledger.letter(), schedule); });
    ledger.settle(ledger.lease_one(), DeliveryState::due, "451 later",
                  noon + std::chrono::minutes{5});
    REQUIRE(lanes(ledger.db()).size() == 1);
    CHECK(lanes(ledger.db())[0].first_due == noon);
    CHECK(lanes(ledger.db())[0].schedule == schedule);
    ledger.settle(ledger.lease_one(), DeliveryState::due, "451 later", one_o_clock);
    CHECK(lanes(ledger.db())[0].first_due == noon + std::chrono::minutes{5});
}

TEST_CASE("listing the lanes steps from one to the next, however many rows wait")
{
    const auto steps_with = [](int readers) {
        Ledger ledger{readers};
        sort_out(ledger);
        ledger.join("x@a.example");
        ledger.fill();
        const auto before = ledger.db().steps();
        CHECK(lanes(ledger.db()).size() == 2);
        return ledger.db().steps() - before;
    };
    CHECK(steps_with(10) == steps_with(400));
}

TEST_CASE("a lane is leased first due first, up to the limit, and not before rows are due")
{
    Ledger ledger{3};
    ledger.fill();
    ledger.settle(ledger.lease_one(), DeliveryState::due, "451 later", one_o_clock);
    CHECK(ledger.lease(1).size() == 1);
    CHECK(ledger.lease(9).size() == 1);
    CHECK(ledger.lease(9).empty());
    const auto last = ledger.lease(9, one_o_clock);
    REQUIRE(last.size() == 1);
    CHECK(last[0].attempts == 2);
    CHECK(last[0].state == DeliveryState::leased);
    CHECK(find_delivery(ledger.db(), last[0].id)->attempts == 2);
}

TEST_CASE("who has left gets no copy that was still waiting and takes nobody's place, 8058-09")
{
    Ledger ledger{4};
    ledger.fill();
    ledger.leave("r0@example.net");
    ledger.leave("r2@example.net");
    const auto leased = ledger.lease(2);
    REQUIRE(leased.size() == 2);
    CHECK(leased[0].recipient.text() == "r1@example.net");
    CHECK(leased[1].recipient.text() == "r3@example.net");
    const auto tally = queued_mailing(ledger.db(), ledger.letter())->tally;
    CHECK(tally.cancelled == 2);
    CHECK(find_delivery(ledger.db(), ledger.letter(), support::address("R0@example.NET"))->reply ==
          "not sent: the reader has left the list");
}

TEST_CASE("notices are leased apart from letters, oldest first")
{
    Ledger ledger{3};
    ledger.fill();
    const auto second = ledger.add_notice("b@example.net", one_o_clock);
    const auto first = ledger.add_notice("a@example.net", noon);
    CHECK(next_notice_due(ledger.db(), noon) == one_o_clock);
    const auto leased =
        ledger.in_tx([](Tx& tx) { return lease_notices(tx, 9, support::one_o_clock); });
    REQUIRE(leased.size() == 2);
    CHECK(leased[0].id == first);
    CHECK(leased[1].id == second);
    CHECK_FALSE(next_notice_due(ledger.db(), noon).has_value());
}

TEST_CASE("a leased delivery is nobody else's; after a restart it is due, and was not tried")
{
    Ledger ledger{10};
    ledger.fill();
    CHECK(ledger.lease(6).size() == 6);
    CHECK(ledger.lease(100).size() == 4);
    CHECK(ledger.lease(100).empty());
    ledger.in_tx([](Tx& tx) { release_deliveries(tx, noon); });
    const auto again = ledger.lease(100);
    CHECK(again.size() == 10);
    CHECK(again.front().attempts == 1);
}

TEST_CASE("a lease that is given back counts as no attempt and waits until its time")
{
    Ledger ledger{1};
    ledger.fill();
    const auto leased = ledger.lease_one();
    ledger.in_tx([&](Tx& tx) { give_back(tx, leased.id, one_o_clock); });
    CHECK(ledger.lease(1).empty());
    CHECK(ledger.lease_one(one_o_clock).attempts == 1);
}

TEST_CASE("leased rows are withdrawn when they or their letter are paused or cancelled")
{
    Ledger ledger{3};
    ledger.fill();
    std::vector<model::DeliveryId> ids;
    for (const auto& delivery : ledger.lease(3))
        ids.push_back(delivery.id);
    CHECK(withdrawn(ledger.db(), ids).empty());
    ledger.in_tx([&](Tx& tx) { return pause_delivery(tx, ids[0]); });
    ledger.in_tx([&](Tx& tx) { return cancel_delivery(tx, ids[1], "not wanted"); });
    CHECK(withdrawn(ledger.db(), ids) == std::vector{ids[0], ids[1]});
    ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, ledger.letter(), true); });
    CHECK(withdrawn(ledger.db(), ids) == ids);
}

}  // namespace colporteur::store
