// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/ledger.hpp"

#include <doctest/doctest.h>

#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::Ledger;
using support::noon;
using support::one_o_clock;

namespace {

int refusals_noted(Ledger& ledger)
{
    return ledger.db()
        .query_one("SELECT count(*) FROM bounces WHERE message IS NULL AND reply LIKE '5%'")
        ->get<int>(0);
}

}  // namespace

TEST_CASE("a reply is written once, for its own attempt only")
{
    Ledger ledger{1};
    ledger.fill();
    auto leased = ledger.lease_one();
    leased.attempts = 2;
    ledger.settle(leased, DeliveryState::sent);
    CHECK(ledger.state_of(leased.id) == DeliveryState::leased);
    leased.attempts = 1;
    ledger.settle(leased, DeliveryState::sent, "250 2.0.0 Ok", one_o_clock);
    const auto sent = find_delivery(ledger.db(), leased.id).value();
    CHECK(sent.state == DeliveryState::sent);
    CHECK(sent.reply == "250 2.0.0 Ok");
    CHECK(sent.due == one_o_clock);
    for (const auto state : {DeliveryState::failed, DeliveryState::due}) {
        ledger.settle(leased, state, "never said");
        CHECK(find_delivery(ledger.db(), leased.id)->reply == "250 2.0.0 Ok");
    }
}

TEST_CASE("of an attempt that is over, a late refusal changes nothing")
{
    Ledger ledger{1};
    ledger.fill();
    const auto first = ledger.lease_one();
    ledger.settle(first, DeliveryState::due, "451 later");
    ledger.settle(first, DeliveryState::failed, "550 no");
    CHECK(ledger.state_of(first.id) == DeliveryState::due);
    const auto second = ledger.lease_one();
    ledger.settle(first, DeliveryState::failed, "550 no");
    CHECK(ledger.state_of(second.id) == DeliveryState::leased);
}

TEST_CASE("what is paused or cancelled under way is sent if the relay took it, else stays so")
{
    for (const auto held : {DeliveryState::paused, DeliveryState::cancelled}) {
        Ledger ledger{3};
        ledger.fill();
        const auto leased = ledger.lease(3);
        for (const auto& delivery : leased)
            ledger.in_tx([&](Tx& tx) {
                return held == DeliveryState::paused ? pause_delivery(tx, delivery.id)
                                                     : cancel_delivery(tx, delivery.id, "no");
            });
        ledger.settle(leased[0], DeliveryState::sent);
        ledger.settle(leased[1], DeliveryState::failed, "550 no");
        ledger.settle(leased[2], DeliveryState::due, "451 later");
        CHECK(ledger.state_of(leased[0].id) == DeliveryState::sent);
        CHECK(ledger.state_of(leased[1].id) == held);
        CHECK(ledger.state_of(leased[2].id) == held);
        CHECK(find_delivery(ledger.db(), leased[2].id)->attempts == 1);
    }
}

TEST_CASE("one paused and resumed while it was under way is sent when the relay took it")
{
    Ledger ledger{1};
    ledger.fill();
    const auto leased = ledger.lease_one();
    ledger.in_tx([&](Tx& tx) { return pause_delivery(tx, leased.id); });
    ledger.in_tx([&](Tx& tx) { return resume_delivery(tx, leased.id, noon); });
    ledger.settle(leased, DeliveryState::sent);
    CHECK(ledger.state_of(leased.id) == DeliveryState::sent);
    CHECK(ledger.lease(1).empty());
}

TEST_CASE("a letter's final refusal by the relay is noted like a bounce, and nothing else is")
{
    Ledger ledger{4};
    ledger.fill();
    const auto leased = ledger.lease(4);
    ledger.settle(leased[0], DeliveryState::sent);
    ledger.settle(leased[1], DeliveryState::due, "550 5.7.1 said for a while");
    ledger.settle(leased[2], DeliveryState::failed, "451 4.4.1 given up after 5 days");
    CHECK(refusals_noted(ledger) == 0);
    ledger.settle(leased[3], DeliveryState::failed, "550 5.1.1 Unknown", one_o_clock);
    ledger.settle(leased[3], DeliveryState::failed, "550 5.1.1 Unknown", one_o_clock);
    CHECK(refusals_noted(ledger) == 1);

    const auto id = ledger.add_notice("x@example.net");
    ledger.in_tx([](Tx& tx) { return lease_notices(tx, 1, noon); });
    ledger.in_tx(
        [&](Tx& tx) { settle(tx, id, 1, DeliveryState::failed, "550 5.1.1 Unknown", noon); });
    CHECK(ledger.state_of(id) == DeliveryState::failed);
    CHECK(refusals_noted(ledger) == 1);
}

TEST_CASE("all sending is held until somebody says go, and the reason is kept")
{
    Ledger ledger{0};
    CHECK_FALSE(sending_paused(ledger.db()).has_value());
    ledger.in_tx([](Tx& tx) { pause_sending(tx, "restored"); });
    ledger.in_tx([](Tx& tx) { pause_sending(tx, "restored again"); });
    CHECK(sending_paused(ledger.db()) == "restored again");
    ledger.in_tx([](Tx& tx) { resume_sending(tx); });
    CHECK_FALSE(sending_paused(ledger.db()).has_value());
}

}  // namespace colporteur::store
