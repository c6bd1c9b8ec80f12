// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/forget.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/membership.hpp"
#include "lists/person_data.hpp"
#include "lists/posting.hpp"
#include "mail/message.hpp"
#include "store/archive.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_message;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const auto ana = address("ana@example.net");

/// A newsletter and a discussion, with what Ana left in them.
struct Place {
    support::House house;
    model::List letter = house.add(a_list());
    model::List talk =
        house.add(a_list().named("agenda@info.example.org").of_kind(model::Kind::discussion));

    model::ArchiveId post(const model::List& list, const std::string& from, const std::string& text)
    {
        store::Tx tx{house.db()};
        const auto octets = a_message()
                                .from(from)
                                .subject("Printemps")
                                .with("X-Mailer", "Ana’s own")
                                .saying(text)
                                .octets();
        distribute(tx, a_site(), list, store::add_message(tx, octets, noon), noon);
        tx.commit();
        return store::newest_archived(house.db(), list.id, 1).at(0).id;
    }

    Forgotten forget_ana()
    {
        store::Tx tx{house.db()};
        auto forgotten = forget(tx, a_site(), ana, noon);
        tx.commit();
        return forgotten;
    }

    std::string octets(model::ArchiveId id)
    {
        const auto post = store::find_archived(house.db(), id).value();
        return store::distributed_octets(house.db(), id) +
               store::get_message(house.db(), post.original);
    }
};

bool holds(const std::string& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

}  // namespace

TEST_CASE("nothing is held about somebody who is forgotten, but a digest that keeps them away")
{
    Place place;
    place.house.subscribe(place.letter, "ana@example.net");
    place.house.give_role(place.talk, "ana@example.net", model::Role::moderator);
    {
        store::Tx tx{place.house.db()};
        const auto other = store::get_or_add_person(tx, address("ana@example.org"), "", "");
        store::join_addresses(tx, store::find_person(tx, ana).value(), other);
        store::add_held(tx,
                        {.list = place.talk.id, .address = ana, .created = noon, .expires = noon});
        store::add_request(
            tx, {.list = place.talk.id, .address = ana, .created = noon, .expires = noon}, "1");
        tx.commit();
    }
    const auto forgotten = place.forget_ana();
    CHECK(forgotten.addresses.size() == 2);
    CHECK(forgotten.subscriptions == 1);
    CHECK(forgotten.roles == 1);
    CHECK_FALSE(forgotten.blocked);

    for (const auto* const who : {"ana@example.net", "ANA@example.org"}) {
        auto data = person_data(place.house.db(), a_site(), address(who), noon);
        CHECK(data.kept_away);
        data.kept_away = false;
        CHECK(data.empty());
        CHECK(is_forgotten(place.house.db(), a_site(), address(who)));
    }
}

TEST_CASE(
    "a discussion's post loses its text and keeps its place; quotes are the others' (RGPD-06)")
{
    Place place;
    place.house.subscribe(place.talk, "ana@example.net");
    const auto own = place.post(place.talk, "Ana Martin <ana@example.net>", "my garden");
    const auto answer = place.post(place.talk, "Bob <bob@example.net>", "> my garden\nYes!");
    CHECK(place.forget_ana().posts == 1);

    const std::string octets = place.octets(own);
    for (const auto* const trace : {"ana@", "Ana", "garden", "X-Mailer"}) {
        CAPTURE(trace);
        CHECK_FALSE(holds(octets, trace));
    }
    const mail::Message post{store::distributed_octets(place.house.db(), own)};
    CHECK(post.subject() == "Printemps");
    CHECK(post.from()->address == place.talk.address);
    CHECK(holds(mail::read_text(post).utf8, "effacé à la demande de son auteur"));
    CHECK(store::find_archived(place.house.db(), own)->author.empty());
    CHECK(holds(place.octets(answer), "> my garden"));
}

TEST_CASE("a newsletter's letter stays, and nothing in its header names its author (RGPD-06)")
{
    Place place;
    place.house.give_role(place.letter, "ana@example.net", model::Role::author);
    const auto letter = place.post(place.letter, "Ana Martin <ana@example.net>", "Dear all");
    const auto forgotten = place.forget_ana();
    CHECK(forgotten.letters == 1);
    CHECK(forgotten.posts == 0);

    const std::string octets = place.octets(letter);
    for (const auto* const trace : {"ana@", "Ana", "X-Mailer"}) {
        CAPTURE(trace);
        CHECK_FALSE(holds(octets, trace));
    }
    const mail::Message post{store::distributed_octets(place.house.db(), letter)};
    CHECK(post.subject() == "Printemps");
    CHECK(post.from()->address == place.letter.address);
    CHECK(holds(mail::read_text(post).utf8, "Dear all"));
    CHECK(post.has_field("List-Id"));
}

TEST_CASE("the only owner of a list is not forgotten; two addresses of one person are one owner")
{
    Place place;
    place.house.give_role(place.letter, "ana@example.net", model::Role::owner);
    place.house.give_role(place.letter, "ana@example.org", model::Role::owner);
    store::Tx tx{place.house.db()};
    const auto person = store::find_person(tx, ana).value();
    CHECK(lists_owned_alone(tx, person).empty());
    store::join_addresses(tx, person, store::find_person(tx, address("ana@example.org")).value());
    REQUIRE(lists_owned_alone(tx, person).size() == 1);
    CHECK(lists_owned_alone(tx, person).at(0).id == place.letter.id);
    CHECK_THROWS_AS(forget(tx, a_site(), ana, noon), std::logic_error);
    CHECK(store::find_person(tx, ana).has_value());
}

TEST_CASE("who subscribes again has come back (RGPD-07)")
{
    Place place;
    place.house.subscribe(place.letter, "ana@example.net");
    place.forget_ana();
    store::Tx tx{place.house.db()};
    const model::Request request{.list = place.letter.id,
                                 .address = address("Ana@example.net"),
                                 .language = "fr",
                                 .created = noon,
                                 .expires = noon};
    CHECK(join(tx, a_site(), place.letter, request, {model::Way::mail, "<a1@example.net>"}, noon));
    CHECK_FALSE(is_forgotten(tx, a_site(), ana));
}

}  // namespace colporteur::lists
