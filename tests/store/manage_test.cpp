// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::DeliveryState;
using support::Ledger;
using support::noon;
using support::one_o_clock;

TEST_CASE("a paused letter gives nothing until it is resumed")
{
    Ledger ledger{3};
    ledger.fill();
    const auto pause = [&](bool paused) {
        return ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, ledger.letter(), paused); });
    };
    CHECK(pause(true));
    CHECK(ledger.lease(9).empty());
    CHECK(pause(false));
    CHECK(ledger.lease(9).size() == 3);
    CHECK_FALSE(ledger.in_tx([](Tx& tx) { return pause_mailing(tx, model::MailingId{99}, true); }));
}

TEST_CASE("cancelling a letter takes what is not sent, also what is not in the ledger yet")
{
    Ledger ledger{10};
    ledger.in_tx([&](Tx& tx) { return address_to_members(tx, ledger.letter(), ledger.list().id); });
    ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 5, noon); });
    const auto leased = ledger.lease(3);
    ledger.settle(leased[0], DeliveryState::sent);
    ledger.settle(leased[1], DeliveryState::failed, "550 no");

    const auto cancelled =
        ledger.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger.letter(), "not wanted"); });

    CHECK(cancelled == 3);
    CHECK_FALSE(ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 5, noon); }));
    const auto tally = queued_mailing(ledger.db(), ledger.letter())->tally;
    CHECK(tally.sent == 1);
    CHECK(tally.failed == 1);
    CHECK(tally.cancelled == 3);
    CHECK(tally.left() == 0);
    CHECK(find_delivery(ledger.db(), leased[2].id)->reply == "not wanted");
}

TEST_CASE("retrying a letter wakes failed and deferred ones, cancelled ones only if asked")
{
    Ledger ledger{4};
    ledger.fill();
    const auto leased = ledger.lease(4);
    ledger.settle(leased[0], DeliveryState::failed, "550 no");
    ledger.settle(leased[1], DeliveryState::due, "451 later", one_o_clock);
    ledger.settle(leased[2], DeliveryState::sent);
    ledger.in_tx([&](Tx& tx) { return cancel_delivery(tx, leased[3].id, "no"); });
    const auto retry = [&](bool cancelled) {
        return ledger.in_tx(
            [&](Tx& tx) { return retry_mailing(tx, ledger.letter(), cancelled, noon); });
    };
    CHECK(retry(false) == 2);
    CHECK(ledger.lease(9).size() == 2);
    CHECK(retry(true) == 1);
    CHECK(ledger.lease_one().id == leased[3].id);
    CHECK(ledger.state_of(leased[2].id) == DeliveryState::sent);
}

TEST_CASE("no retry brings back a reader who has left")
{
    Ledger ledger{2};
    ledger.fill();
    const auto leased = ledger.lease(2);
    ledger.settle(leased[0], DeliveryState::failed, "550 no");
    ledger.in_tx([&](Tx& tx) { return cancel_delivery(tx, leased[1].id, "no"); });
    ledger.leave("r0@example.net");
    ledger.leave("r1@example.net");
    CHECK(ledger.in_tx([&](Tx& tx) { return retry_mailing(tx, ledger.letter(), true, noon); }) ==
          0);
    CHECK_FALSE(ledger.in_tx([&](Tx& tx) { return retry_delivery(tx, leased[0].id, noon); }));
}

TEST_CASE("one recipient is paused, resumed, cancelled and retried; never once it is sent")
{
    struct Act {
        const char* name;
        bool (*act)(Tx& tx, model::DeliveryId id);
        DeliveryState from;
        bool done;
        DeliveryState to;
    };

    const auto pause = [](Tx& tx, model::DeliveryId id) { return pause_delivery(tx, id); };
    const auto resume = [](Tx& tx, model::DeliveryId id) { return resume_delivery(tx, id, noon); };
    const auto retry = [](Tx& tx, model::DeliveryId id) { return retry_delivery(tx, id, noon); };
    const auto cancel = [](Tx& tx, model::DeliveryId id) { return cancel_delivery(tx, id, "no"); };
    using enum DeliveryState;
    for (const Act& row : {
             Act{"pause", pause, due, true, paused},
             Act{"pause", pause, DeliveryState::leased, true, paused},
             Act{"pause", pause, paused, true, paused},
             Act{"pause", pause, failed, false, failed},
             Act{"pause", pause, cancelled, false, cancelled},
             Act{"pause", pause, sent, false, sent},
             Act{"resume", resume, paused, true, due},
             Act{"resume", resume, DeliveryState::leased, false, DeliveryState::leased},
             Act{"resume", resume, cancelled, false, cancelled},
             Act{"resume", resume, sent, false, sent},
             Act{"retry", retry, due, true, due},
             Act{"retry", retry, failed, true, due},
             Act{"retry", retry, cancelled, true, due},
             Act{"retry", retry, paused, false, paused},
             Act{"retry", retry, DeliveryState::leased, false, DeliveryState::leased},
             Act{"retry", retry, sent, false, sent},
             Act{"cancel", cancel, due, true, cancelled},
             Act{"cancel", cancel, DeliveryState::leased, true, cancelled},
             Act{"cancel", cancel, paused, true, cancelled},
             Act{"cancel", cancel, failed, true, cancelled},
             Act{"cancel", cancel, sent, false, sent},
         }) {
        CAPTURE(row.name);
        CAPTURE(to_word(row.from));
        Ledger ledger{1};
        ledger.fill();
        const auto id = deliveries_of(ledger.db(), ledger.letter(), {}, 1).at(0).id;
        ledger.db().run("UPDATE deliveries SET state = $1", row.from);
        CHECK(ledger.in_tx([&](Tx& tx) { return row.act(tx, id); }) == row.done);
        CHECK(ledger.state_of(id) == row.to);
    }
}

TEST_CASE("what is done to a letter is done to its other forms; what is done to one, to that alone")
{
    Ledger ledger{4};
    const auto text = ledger.in_tx([&](Tx& tx) {
        return add_mailing(
                   tx,
                   {.list = ledger.list().id,
                    .bounce_base = ledger.list().address,
                    .priority = model::Priority::letter,
                    .octets = "text",
                    .created = noon,
                    .audience = {.reception = model::Reception::text, .leader = ledger.letter()}},
                   "")
            .value();
    });
    for (const char* who : {"r0@example.net", "r1@example.net"})
        ledger.in_tx([&](Tx& tx) {
            const auto person = find_person(tx, support::address(who)).value();
            model::Member member = find_member(tx, ledger.list().id, person.id).value();
            member.reception = model::Reception::text;
            set_options(tx, member);
        });
    ledger.fill();
    const auto pause = [&](model::MailingId id, bool paused) {
        ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, id, paused); });
    };
    pause(ledger.letter(), true);
    CHECK(lanes(ledger.db()).empty());
    pause(ledger.letter(), false);
    pause(text, true);
    REQUIRE(lanes(ledger.db()).size() == 1);
    CHECK(lanes(ledger.db())[0].mailing == ledger.letter());
    CHECK(ledger.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger.letter(), "no"); }) == 4);
    CHECK(ledger.in_tx([&](Tx& tx) { return retry_mailing(tx, text, true, noon); }) == 2);
}

}  // namespace colporteur::store
