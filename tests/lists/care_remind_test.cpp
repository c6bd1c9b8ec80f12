// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include <doctest/doctest.h>

#include "lists/care/remind.hpp"
#include "mail/message.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

void want(support::House& house, model::MemberId id, model::Reception reception,
          std::optional<std::int64_t> owed_after)
{
    store::Tx tx{house.db()};
    auto member = store::find_member(tx, id).value();
    member.reception = reception;
    member.owed_after = owed_after;
    store::set_options(tx, member);
    tx.commit();
}

/// Whoever has a row in the ledger once all mailings are filled.
std::multiset<std::string> recipients(support::House& house)
{
    store::Tx tx{house.db()};
    while (store::fill_mailings(tx, 100, noon)) {
    }
    std::multiset<std::string> all;
    for (const store::Lane& lane : store::lanes(tx))
        for (const model::Delivery& delivery : store::lease_letters(tx, lane, 100, noon))
            all.insert(delivery.recipient.text());
    tx.commit();
    return all;
}

}  // namespace

TEST_CASE("a reminder reaches every member once, in whatever form they want their posts")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "mail@example.net");
    want(house, house.subscribe(list, "digest@example.net"), model::Reception::digest, 7);
    want(house, house.subscribe(list, "late@example.net"), model::Reception::digest, 9);
    want(house, house.subscribe(list, "none@example.net"), model::Reception::none, std::nullopt);
    const auto gone = house.subscribe(list, "gone@example.net");
    store::Tx tx{house.db()};
    store::unsubscribe(tx, gone, noon);
    CHECK(remind_members(tx, a_site(), list, noon) == 4);
    tx.commit();

    CHECK(recipients(house) == std::multiset<std::string>{"digest@example.net", "late@example.net",
                                                          "mail@example.net", "none@example.net"});
    // What they are owed of posts stays owed.
    const auto person = store::find_person(house.db(), address("digest@example.net"));
    CHECK(store::find_member(house.db(), list.id, person->id)->owed_after == 7);
}

TEST_CASE("members are reminded once a day, however often somebody asks for it")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "ana@example.net");
    store::Tx tx{house.db()};
    CHECK(remind_members(tx, a_site(), list, noon).has_value());
    CHECK_FALSE(remind_members(tx, a_site(), list, noon + std::chrono::hours{2}).has_value());
    CHECK(remind_members(tx, a_site(), list, noon + std::chrono::hours{24}).has_value());
}

TEST_CASE("a reminder is a letter with personal copies that says it is no person's (3834-01)")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "ana@example.net");
    store::Tx tx{house.db()};
    remind_members(tx, a_site(), list, noon);
    while (store::fill_mailings(tx, 100, noon)) {
    }
    const auto lane = store::lanes(tx).at(0);
    const auto mailing = store::find_mailing(tx, lane.mailing).value();
    const mail::Message message{mailing.octets};
    CHECK(mailing.personal);
    CHECK(mailing.priority == model::Priority::letter);
    CHECK(mailing.bounce_base == list.address);
    CHECK(message.field("Auto-Submitted") == "auto-generated");
    CHECK(message.has_field("List-Id"));
    CHECK_FALSE(message.has_field("List-Unsubscribe"));  // each copy gets its own
}

TEST_CASE("everybody of a domain gets one mail with all their lists")
{
    support::House house;
    const auto letter = house.add(a_list());
    const auto agenda = house.add(a_list().named("agenda@info.example.org").titled("L’agenda"));
    house.subscribe(letter, "ana@example.net");
    house.subscribe(agenda, "ana@example.net");
    house.subscribe(agenda, "bob@example.net");
    store::Tx tx{house.db()};
    CHECK(remind_everybody(tx, a_site(), house.domain(), noon).value() == 2);
    tx.commit();
    CHECK(house.new_mail().size() == 2);
}

}  // namespace colporteur::lists
