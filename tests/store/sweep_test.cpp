// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "store/mailings.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::Ledger;
using support::noon;

namespace {

const Time next_season = noon + std::chrono::days{60};

bool sweep_all(Ledger& ledger, int limit)
{
    return ledger.in_tx(
        [&](Tx& tx) { return sweep(tx, next_season, next_season, next_season, limit); });
}

}  // namespace

TEST_CASE("sweeping takes finished letters with their rows and leaves unfinished ones")
{
    Ledger ledger{2};
    ledger.fill();
    sweep_all(ledger, 100);
    CHECK(queued_mailing(ledger.db(), ledger.letter())->tally.due == 2);
    ledger.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger.letter(), "not wanted"); });
    sweep_all(ledger, 100);
    CHECK_FALSE(find_mailing(ledger.db(), ledger.letter()).has_value());
    CHECK(ledger.db().query_one("SELECT count(*) FROM deliveries")->get<int>(0) == 0);
}

TEST_CASE("a long letter is swept in steps")
{
    Ledger ledger{25};
    ledger.fill();
    ledger.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger.letter(), "not wanted"); });
    CHECK(sweep_all(ledger, 10));
    CHECK(queued_mailing(ledger.db(), ledger.letter())->tally.cancelled == 15);
    CHECK(sweep_all(ledger, 10));
    CHECK_FALSE(sweep_all(ledger, 10));
    CHECK_FALSE(find_mailing(ledger.db(), ledger.letter()).has_value());
}

TEST_CASE("notes of refusals are swept in their time")
{
    Ledger ledger{1};
    ledger.fill();
    ledger.settle(ledger.lease_one(), DeliveryState::failed, "550 5.1.1 Unknown");
    const auto notes = [&] {
        return ledger.db().query_one("SELECT count(*) FROM bounces")->get<int>(0);
    };
    ledger.in_tx([](Tx& tx) { return sweep(tx, noon, noon, noon, 100); });
    CHECK(notes() == 1);
    sweep_all(ledger, 100);
    CHECK(notes() == 0);
}

}  // namespace colporteur::store
