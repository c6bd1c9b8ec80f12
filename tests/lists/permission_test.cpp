// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/permission.hpp"

#include <doctest/doctest.h>

#include "settings/settings.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using policy::Act;
using policy::Fate;
using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

Fate fate(support::House& house, const model::List& list, Act act, std::string_view who,
          bool confirmed = true)
{
    return may(house.db(), a_site(), list, act, {.address = address(who), .confirmed = confirmed},
               std::nullopt, noon)
        .fate;
}

}  // namespace

TEST_CASE("what a kind of list has by default can be read as a policy")
{
    for (const model::Kind kind : {model::Kind::newsletter, model::Kind::discussion})
        for (const Act act :
             {Act::subscribe, Act::leave, Act::post, Act::see_members, Act::archive, Act::see_list,
              Act::info, Act::invite, Act::add, Act::remove, Act::remind, Act::create_list}) {
            const model::List list = a_list().of_kind(kind);
            CAPTURE(policy_text(list, {}, act));
            CHECK(policy::parse(act, policy_text(list, {}, act)).has_value());
            CHECK_FALSE(policy_of(list, {}, act).rules.empty());
        }
}

TEST_CASE("nobody joins or leaves on the word of a From header")
{
    support::House house;
    const model::List list = house.add(a_list());
    for (const Act act : {Act::subscribe, Act::leave}) {
        CHECK(fate(house, list, act, "ana@example.net", false) == Fate::confirm);
        CHECK(fate(house, list, act, "ana@example.net") == Fate::accept);
    }
}

TEST_CASE("an owner moderates a list that names no moderators")
{
    support::House house;
    const model::List list = house.add(a_list());
    house.give_role(list, "olga@example.net", model::Role::owner);
    CHECK(roles_of(house.db(), a_site(), list, address("olga@example.net")).moderator);
    CHECK(moderators_of(house.db(), list).front().address == address("olga@example.net"));

    house.give_role(list, "mona@example.net", model::Role::moderator);
    CHECK_FALSE(roles_of(house.db(), a_site(), list, address("olga@example.net")).moderator);
    CHECK(roles_of(house.db(), a_site(), list, address("Mona@Example.net")).moderator);
    CHECK(moderators_of(house.db(), list).size() == 1);
}

TEST_CASE("a person is known by each of their addresses")
{
    support::House house;
    const model::List list = house.add(a_list());
    house.give_role(list, "olga@example.net", model::Role::owner);
    house.subscribe(list, "olga@example.net");
    store::Tx tx{house.db()};
    store::join_addresses(tx, *store::find_person(tx, address("olga@example.net")),
                          store::get_or_add_person(tx, address("olga@work.example"), "", ""));
    const auto roles = roles_of(tx, a_site(), list, address("olga@work.example"));
    CHECK(roles.owner);
    CHECK(roles.member);
    tx.commit();
}

TEST_CASE("a listmaster answers for all lists of the domain, an admin for all domains")
{
    support::House house;
    const model::List list = house.add(a_list());
    store::Tx tx{house.db()};
    store::add_listmaster(tx, list.domain,
                          store::get_or_add_person(tx, address("lena@example.net"), "", "").id);
    tx.commit();
    CHECK(roles_of(house.db(), a_site(), list, address("lena@example.net")).listmaster);
    model::Site site = a_site();
    site.admins = {address("root@example.org")};
    CHECK(roles_of(house.db(), site, list, address("Root@example.org")).listmaster);
    CHECK_FALSE(roles_of(house.db(), site, list, address("ana@example.net")).listmaster);
}

TEST_CASE("a pattern blocks on one list, or in the whole domain")
{
    support::House house;
    const model::List lettre = house.add(a_list());
    const model::List agenda = house.add(a_list().named("agenda@info.example.org"));
    store::Tx tx{house.db()};
    store::add_block(tx, {.domain = lettre.domain, .list = lettre.id, .pattern = "*@spam.example"});
    store::add_block(tx, {.domain = lettre.domain, .pattern = "troll@example.net"});
    CHECK(is_blocked(tx, lettre, address("Any@spam.example")));
    CHECK_FALSE(is_blocked(tx, agenda, address("any@spam.example")));
    CHECK(is_blocked(tx, agenda, address("TROLL@example.net")));
    tx.commit();
}

}  // namespace colporteur::lists
