// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/lists.hpp"

#include <doctest/doctest.h>

#include "store/lists.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

NewList wanted(std::string_view posting_address)
{
    return {.address = address(posting_address), .owners = {address("olga@example.net")}};
}

Result<model::List> try_to_create(support::House& house, const NewList& list)
{
    store::Tx tx{house.db()};
    auto created = create(tx, a_site(), list);
    tx.commit();
    return created;
}

}  // namespace

TEST_CASE("a new list has what was not said from its domain and its kind")
{
    support::House house;
    const auto list = try_to_create(house, wanted("Lettre@info.example.org"));

    REQUIRE(list.has_value());
    CHECK(list->address.text() == "lettre@info.example.org");
    CHECK(list->title == "lettre");
    CHECK(list->language == "fr");
    CHECK(list->list_id == "lettre.info.example.org");
    CHECK(list->confirm_posts);
    CHECK(store::find_list(house.db(), list->address)->id == list->id);

    NewList discussion = wanted("forum@info.example.org");
    discussion.kind = model::Kind::discussion;
    CHECK_FALSE(try_to_create(house, discussion)->confirm_posts);
}

TEST_CASE("a new list has its owners and its authors")
{
    support::House house;
    NewList list = wanted("lettre@info.example.org");
    list.authors = {address("ana@example.net")};
    const auto id = try_to_create(house, list)->id;

    CHECK(store::people_with_role(house.db(), id, model::Role::owner).at(0).address.text() ==
          "olga@example.net");
    CHECK(store::people_with_role(house.db(), id, model::Role::author).at(0).address.text() ==
          "ana@example.net");
}

TEST_CASE("names that are too long, odd, or mean something else are refused (trap 13)")
{
    support::House house;
    for (const std::string name :
         {"a23456789012345678901234567890", "la lettre", "lettre+x", "l'été", "sympa", "colporteur",
          "postmaster", "abuse", "lettre-owner", "lettre-subscribe", "lettre-editor",
          "lettre-request", "lettre-join", "lettre-leave", "lettre-unsubscribe", "SYMPA",
          "owner-lettre", "outbox", "confirm"}) {
        CAPTURE(name);
        const auto where =
            mail::parse_address((name.find(' ') == std::string::npos ? name : "\"" + name + "\"") +
                                "@info.example.org");
        REQUIRE(where.has_value());
        const auto list =
            try_to_create(house, {.address = *where, .owners = {address("olga@example.net")}});
        REQUIRE_FALSE(list.has_value());
        CHECK(list.error().code == Code::invalid);
    }
    CHECK(
        try_to_create(house, wanted("a2345678901234567890123456789@info.example.org")).has_value());
}

TEST_CASE("a list needs a domain that we serve, an owner, and an address and a List-Id of its own")
{
    support::House house;
    CHECK(try_to_create(house, wanted("lettre@elsewhere.example")).error().code == Code::not_found);
    CHECK(try_to_create(house, {.address = address("lettre@info.example.org")}).error().code ==
          Code::invalid);

    auto list = try_to_create(house, wanted("lettre@info.example.org")).value();
    CHECK(try_to_create(house, wanted("LETTRE@info.example.org")).error().code == Code::conflict);

    store::Tx tx{house.db()};
    list.address =
        address("bulletin@info.example.org");  // renamed: its List-Id stays (RFC 2919 §3)
    store::update_list(tx, list);
    tx.commit();
    CHECK(try_to_create(house, wanted("lettre@info.example.org")).error().code == Code::conflict);
}

TEST_CASE("a domain is served once, under one spelling")
{
    support::House house;
    store::Tx tx{house.db()};
    CHECK(create_domain(tx, "Caisse.Example", "", "")->name == "caisse.example");
    CHECK(create_domain(tx, "caisse.example", "", "").error().code == Code::conflict);
    CHECK(create_domain(tx, "été.example", "", "fr")->name == "xn--t-9fab.example");
    CHECK(create_domain(tx, "no domain", "", "").error().code == Code::invalid);
    CHECK(create_domain(tx, "[192.0.2.1]", "", "").error().code == Code::invalid);
}

TEST_CASE(
    "a list is found by name or by address, whatever the case, the accents and the signs around it")
{
    support::House house;
    const auto list = house.add(a_list());
    for (const std::string typed :
         {"lettre", "LETTRE", "Lettré", "lettre@info.example.org", "<Lettre@Info.Example.Org>",
          "“lettre”", "« lettre »", "mailto:lettre@info.example.org", "lettre.", "(lettre)",
          "[lettre]"}) {
        CAPTURE(typed);
        const auto found = find(house.db(), house.domain(), typed);
        CHECK(found.has_value());
    }
    for (const std::string typed : {"", ".", "letre", "lettre@elsewhere.example", "lettre-owner",
                                    "@info.example.org", "la lettre"}) {
        CAPTURE(typed);
        CHECK_FALSE(find(house.db(), house.domain(), typed).has_value());
    }
}

TEST_CASE(
    "the nearest list is one of few edits, by name or title; a hidden list is near to nothing")
{
    support::House house;
    const auto lettre = house.add(a_list());
    house.add(a_list().named("agenda@info.example.org").titled("Rencontres"));
    house.add(a_list().named("bureau@info.example.org").titled("Bureau").hidden());
    const auto nearest_to = [&](std::string_view typed) {
        const auto list = nearest(house.db(), lettre.domain, typed);
        return list ? list->name() : "";
    };
    CHECK(nearest_to("letre") == "lettre");
    CHECK(nearest_to("lettres@info.example.org") == "lettre");
    CHECK(nearest_to("rencontre") == "agenda");
    CHECK(nearest_to("bureaux").empty());
    CHECK(nearest_to("something").empty());
    CHECK(nearest_to("").empty());
}

}  // namespace colporteur::lists
