// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/progress.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/destinations.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::at;
using support::Ledger;
using support::noon;
using support::one_o_clock;

TEST_CASE("progress counts by state, by destination and by domain, and what was sent lately")
{
    Ledger ledger{6};
    ledger.join("x@big.example");
    const auto big = ledger.in_tx([](Tx& tx) {
        return set_destinations(tx, {{.name = "big", .domains = {"big.example"}}}).at(0).id;
    });
    ledger.fill();
    const auto leased = ledger.lease(5);
    ledger.settle(leased[0], DeliveryState::sent, "250 Ok", at("2026-03-01 12:40"));
    ledger.settle(leased[1], DeliveryState::sent, "250 Ok", at("2026-03-01 12:55"));
    ledger.settle(leased[2], DeliveryState::sent, "250 Ok", at("2026-03-01 12:52"));
    ledger.settle(leased[3], DeliveryState::due, "451 later", at("2026-03-01 14:00"));
    ledger.settle(leased[4], DeliveryState::failed, "550 no", at("2026-03-01 12:50"));

    const Progress seen = progress(ledger.db(), ledger.letter(), one_o_clock);

    CHECK(seen.tally.sent == 3);
    CHECK(seen.tally.due == 2);
    CHECK(seen.tally.deferred == 1);
    CHECK(seen.tally.failed == 1);
    CHECK(seen.tally.all() == 7);
    CHECK(seen.sent_lately == 2);
    CHECK(seen.first_lately == at("2026-03-01 12:52"));
    CHECK(seen.last_sent == at("2026-03-01 12:55"));
    CHECK(seen.next_due == noon);

    REQUIRE(seen.destinations.size() == 2);
    CHECK(seen.destinations[0].tally.all() == 6);
    CHECK(seen.destinations[0].last_refusal == "451 later");
    CHECK(seen.destinations[1].destination == big);
    CHECK(seen.destinations[1].domain.empty());
    CHECK(seen.destinations[1].tally.due == 1);

    REQUIRE(seen.domains.size() == 2);
    CHECK(seen.domains[0].domain == "example.net");
    CHECK(seen.domains[0].tally.left() == 2);
    CHECK(seen.domains[1].domain == "big.example");
    CHECK(seen.domains[1].destination == big);
}

TEST_CASE("what is said of those who have not got it is told, newest first, without their address")
{
    Ledger ledger{14};
    ledger.fill();
    const auto leased = ledger.lease(14);
    for (std::size_t i = 0; i < 12; ++i)
        ledger.settle(leased[i], DeliveryState::failed, fmt::format("550 {}", i),
                      noon + std::chrono::seconds{i});
    ledger.settle(leased[12], DeliveryState::sent, "250 Ok", one_o_clock);
    ledger.in_tx([&](Tx& tx) { return cancel_delivery(tx, leased[13].id, "not wanted"); });

    const auto seen = progress(ledger.db(), ledger.letter(), one_o_clock);

    REQUIRE(seen.refusals.size() == 10);
    CHECK(seen.refusals.front().reply == "550 11");
    CHECK(seen.refusals.front().domain == "example.net");
    CHECK(seen.refusals.back().reply == "550 2");
    CHECK(seen.domains.at(0).last_refusal == "550 11");
}

TEST_CASE("at most 20 domains are told, those with the most left first, then the most failed")
{
    Ledger ledger{0};
    for (int i = 0; i < 30; ++i)
        for (int reader = 0; reader <= i; ++reader)
            ledger.join(fmt::format("r{}@d{:02}.example", reader, i));
    ledger.fill();
    auto seen = progress(ledger.db(), ledger.letter(), noon);
    REQUIRE(seen.domains.size() == 20);
    CHECK(seen.domains.front().domain == "d29.example");
    CHECK(seen.domains.back().domain == "d10.example");

    ledger.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger.letter(), "no"); });
    ledger.db().run("UPDATE deliveries SET state = 3 WHERE recipient LIKE 'r0@d05%'");
    seen = progress(ledger.db(), ledger.letter(), noon);
    CHECK(seen.domains.front().domain == "d05.example");
}

TEST_CASE("the progress of a letter knows nothing of rows that lie between its own")
{
    Ledger ledger{4};
    ledger.fill();
    ledger.add_notice("x@other.example");
    const auto second = ledger.add_letter();
    ledger.fill(second);
    ledger.db().run("UPDATE deliveries SET mailing = $1 WHERE id = 2", second);
    CHECK(progress(ledger.db(), ledger.letter(), noon).tally.all() == 3);
    CHECK(progress(ledger.db(), second, noon).tally.all() == 5);
    CHECK(progress(ledger.db(), model::MailingId{99}, noon).tally.all() == 0);
}

}  // namespace colporteur::store
