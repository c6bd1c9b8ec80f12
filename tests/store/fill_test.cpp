// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "store/destinations.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using support::Ledger;
using support::noon;

TEST_CASE("a letter is addressed to each subscriber exactly once, in steps of any size")
{
    Ledger ledger{50};
    ledger.fill();
    CHECK(queued_mailing(ledger.db(), ledger.letter())->tally.due == 50);
    CHECK(ledger.db().query_one("SELECT count(DISTINCT recipient) FROM deliveries")->get<int>(0) ==
          50);
}

TEST_CASE("who leaves while a letter is being addressed gets none; who joins gets the next one")
{
    Ledger ledger{20};
    const auto step = [&] {
        return ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 5, noon); });
    };
    ledger.in_tx([&](Tx& tx) { return address_to_members(tx, ledger.letter(), ledger.list().id); });
    step();
    ledger.leave("r19@example.net");
    ledger.join("late@example.net");
    while (step()) {
    }
    CHECK(queued_mailing(ledger.db(), ledger.letter())->tally.due == 19);
}

TEST_CASE("rows are sorted into the destination of their domain, or none")
{
    Ledger ledger{1};
    ledger.join("ana@ORANGE.fr");
    ledger.join("\"zoe@orange.fr\"@wanadoo.fr");
    const auto orange = ledger.in_tx([](Tx& tx) {
        return set_destinations(tx, {{.name = "orange", .domains = {"orange.fr", "wanadoo.fr"}}})
            .at(0)
            .id;
    });
    ledger.fill();
    const auto rows = deliveries_of(ledger.db(), ledger.letter(), {}, 9);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].destination == model::DestinationId{0});
    CHECK(rows[1].destination == orange);
    CHECK(rows[2].destination == orange);
}

}  // namespace colporteur::store
