// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "store/health.hpp"
#include "store/lists.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::Ledger;
using support::noon;

TEST_CASE("the queue shows what is unfinished: filling, waiting, leased or paused; newest first")
{
    Ledger ledger{1};
    const auto shown = [&](bool all = false) {
        std::vector<model::MailingId> ids;
        for (const QueuedMailing& mailing : queued_mailings(ledger.db(), all))
            ids.push_back(mailing.id);
        return ids;
    };
    const std::vector letter{ledger.letter()};

    CHECK(shown().empty());
    ledger.in_tx([&](Tx& tx) { return address_to_members(tx, ledger.letter(), ledger.list().id); });
    CHECK(shown() == letter);
    CHECK(queued_mailing(ledger.db(), ledger.letter())->filling);
    ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 9, noon); });
    CHECK(shown() == letter);
    const auto leased = ledger.lease_one();
    CHECK(shown() == letter);
    ledger.in_tx([&](Tx& tx) { return pause_delivery(tx, leased.id); });
    CHECK(shown() == letter);
    ledger.settle(leased, DeliveryState::sent);
    CHECK(shown().empty());

    const auto notice = find_delivery(ledger.db(), ledger.add_notice("x@example.net"))->mailing;
    CHECK(shown() == std::vector{notice});
    CHECK(shown(true) == std::vector{notice, ledger.letter()});
}

TEST_CASE("a finished letter with failures waits for its report, once")
{
    Ledger ledger{2};
    ledger.fill();
    const auto to_report = [&] { return letters_to_report(ledger.db(), 9); };
    const auto leased = ledger.lease(2);
    ledger.settle(leased[0], DeliveryState::failed, "550 no");
    CHECK(to_report().empty());
    ledger.in_tx([&](Tx& tx) { return pause_delivery(tx, leased[1].id); });
    CHECK(to_report().empty());
    ledger.settle(leased[1], DeliveryState::sent);
    CHECK(to_report() == std::vector{ledger.letter()});
    ledger.in_tx([&](Tx& tx) { note_reported(tx, ledger.letter(), noon); });
    CHECK(to_report().empty());
}

TEST_CASE("nobody is told of a letter that failed for nobody, or of a discussion's post")
{
    Ledger ledger{1};
    ledger.fill();
    ledger.settle(ledger.lease_one(), DeliveryState::sent);
    CHECK(letters_to_report(ledger.db(), 9).empty());

    auto list = ledger.list();
    list.kind = model::Kind::discussion;
    ledger.in_tx([&](Tx& tx) { update_list(tx, list); });
    ledger.fill(ledger.add_letter());
    ledger.settle(ledger.lease_one(), DeliveryState::failed, "550 no");
    CHECK(letters_to_report(ledger.db(), 9).empty());
}

TEST_CASE("the health report counts the copies that wait, of letters and notices")
{
    Ledger ledger{3};
    ledger.fill();
    ledger.add_notice("x@example.net");
    ledger.lease_one();
    CHECK(examine(ledger.db()).copies_waiting == 4);
    CHECK(examine(ledger.db()).oldest_copy_waiting == noon);
}

TEST_CASE("a row is found by its recipient, compared as addresses are")
{
    Ledger ledger{2};
    ledger.fill();
    const auto find = [&](std::string_view who) {
        return find_delivery(ledger.db(), ledger.letter(), support::address(who));
    };
    CHECK(find("R1@Example.net")->recipient.text() == "r1@example.net");
    CHECK_FALSE(find("r2@example.net").has_value());
}

}  // namespace colporteur::store
