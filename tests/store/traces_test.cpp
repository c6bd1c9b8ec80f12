// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/traces.hpp"

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {
namespace {

using support::address;
using support::noon;

const auto ana = address("Ana@example.net");
const auto bob = address("nana@example.net");

model::Request question(const model::List& list, const mail::Address& who)
{
    return {.list = list.id, .address = who, .created = noon, .expires = noon};
}

}  // namespace

TEST_CASE("no question, no decision, no change names an address any more (RGPD-06)")
{
    support::House house;
    const auto list = house.add(support::a_list());
    Tx tx{house.db()};
    add_request(tx, question(list, ana), "1");
    add_request(tx, question(list, bob), "2");
    auto other = question(list, bob);
    other.kind = model::RequestKind::move;
    other.command = "ana@example.net nana@example.net";
    add_request(tx, other, "3");
    add_held(tx, {.list = list.id, .address = ana, .created = noon, .expires = noon});
    const auto held =
        add_held(tx, {.list = list.id, .address = bob, .created = noon, .expires = noon});
    decide_held(tx, held, "accepted", "ana@example.net", noon);
    add_block(
        tx, {.domain = house.domain().id, .pattern = "x@y", .who = "ana@example.net", .at = noon});
    add_change(tx, {.list = list.id,
                    .what = "owners",
                    .before = "nana@example.net, ana@example.net",
                    .after = "Ana@example.net",
                    .who = "ana@example.net",
                    .at = noon});
    note_answer(tx, ana, "help", noon);
    CHECK(requests_of(tx, ana).size() == 1);
    CHECK(held_of(tx, ana).size() == 1);
    CHECK(changes_by(tx, ana).size() == 1);

    erase_traces(tx, ana);

    CHECK(requests_of(tx, ana).empty());
    CHECK(requests_of(tx, bob).size() == 1);
    CHECK(held_of(tx, ana).empty());
    CHECK(find_held(tx, held)->decided_by.empty());
    CHECK(blocks_of(tx, house.domain().id).at(0).who.empty());
    CHECK(count_answers_beginning(tx, ana, "", Time{}) == 0);
    const auto change = changes_of(tx, list.id, 9).at(0);
    CHECK(change.before == "nana@example.net, ");
    CHECK(change.after.empty());
    CHECK(change.who.empty());
}

TEST_CASE("the ledger forgets a reader, but for a copy that is on its way at this moment")
{
    support::Ledger ledger{3};
    ledger.fill();
    const auto leased = ledger.lease(2);
    ledger.settle(leased[0], model::DeliveryState::failed, "550 no such user");
    CHECK(failures_of(ledger.db(), leased[0].recipient).at(0).reply == "550 no such user");
    CHECK(failures_of(ledger.db(), leased[1].recipient).empty());

    ledger.in_tx([&](Tx& tx) {
        erase_traces(tx, leased[0].recipient);
        erase_traces(tx, leased[1].recipient);
        return true;
    });

    const auto failed = find_delivery(ledger.db(), leased[0].id).value();
    CHECK(failed.recipient.text() == "forgotten@invalid");
    CHECK(failed.reply.empty());
    CHECK(failed.state == model::DeliveryState::failed);
    CHECK(find_delivery(ledger.db(), leased[1].id)->recipient == leased[1].recipient);
    CHECK(queued_mailing(ledger.db(), ledger.letter())->tally.all() == 3);
}

TEST_CASE("what is due for somebody who is forgotten is not sent")
{
    support::Ledger ledger{1};
    ledger.fill();
    const auto row = deliveries_of(ledger.db(), ledger.letter(), {}, 1).at(0);
    ledger.in_tx([&](Tx& tx) {
        erase_traces(tx, row.recipient);
        return true;
    });
    CHECK(find_delivery(ledger.db(), row.id)->state == model::DeliveryState::cancelled);
    CHECK(ledger.lease(9).empty());
}

TEST_CASE("a mail to one person alone loses its words; its number is nobody else's")
{
    support::House house;
    Tx tx{house.db()};
    model::Mailing mailing{.bounce_base = address("robot@info.example.org"),
                           .octets = "Subject: x\r\n\r\nto Ana\r\n",
                           .subject = "x",
                           .created = noon};
    mailing.id = add_mailing(tx, mailing, "").value();
    const auto delivery = add_delivery(tx, mailing, ana, noon);
    erase_traces(tx, ana);
    CHECK(find_mailing(tx, mailing.id)->octets.empty());
    CHECK(find_mailing(tx, mailing.id)->subject.empty());
    CHECK(find_delivery(tx, delivery).has_value());
}

TEST_CASE("a post without its author has other octets, as it came and as it went out (RGPD-06)")
{
    support::House house;
    const auto list = house.add(support::a_list());
    Tx tx{house.db()};
    const auto person = get_or_add_person(tx, ana, "Ana", "");
    const auto original = add_message(tx, "as it came", noon);
    const auto post = add_archived(tx,
                                   {.list = list.id,
                                    .number = 1,
                                    .original = original,
                                    .message_id = "<ana.1@example.net>",
                                    .permalink = "p",
                                    .thread = "p",
                                    .author = "Ana",
                                    .person = person.id,
                                    .at = noon},
                                   "as it went out");
    CHECK(archived_of(tx, person.id).size() == 1);

    disown_archived(tx, post, "nothing");

    CHECK(archived_of(tx, person.id).empty());
    const auto kept = find_archived(tx, list.id, "p").value();
    CHECK(kept.author.empty());
    CHECK(kept.message_id.empty());
    CHECK(distributed_octets(tx, post) == "nothing");
    CHECK(get_message(tx, original) == "nothing");
}

}  // namespace colporteur::store
