// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/visibility.hpp"

#include <doctest/doctest.h>

#include "store/people.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

const Time noon = support::at("2026-03-01 12:00");

struct Hall {
    support::House house{};
    model::List list = house.add(support::a_list().hidden().of_kind(model::Kind::discussion));

    void set(std::string_view key, std::string_view value)
    {
        store::Tx tx{house.db()};
        store::put_setting(tx, list.id, key, std::string{value});
        tx.commit();
    }

    bool sees(std::string_view who)
    {
        return may_see(house.db(), support::a_site(), list, {.address = support::address(who)},
                       noon);
    }

    void join(std::string_view who, std::string_view name, bool concealed = false)
    {
        const auto id = house.subscribe(list, who);
        store::Tx tx{house.db()};
        auto member = store::find_member(tx, id).value();
        store::rename_person(tx, member.person.id, name);
        member.concealed = concealed;
        store::set_options(tx, member);
        tx.commit();
    }

    std::vector<std::string> shown_to(std::string_view who)
    {
        std::vector<std::string> addresses;
        for (const Shown& shown :
             roster_for(house.db(), support::a_site(), list, support::address(who)).shown)
            addresses.push_back(shown.address);
        return addresses;
    }
};

using Addresses = std::vector<std::string>;

}  // namespace

TEST_CASE("a hidden list is seen by its members and by those who run it")
{
    Hall hall;
    hall.join("ana@example.net", "");
    hall.house.give_role(hall.list, "olga@example.net", model::Role::owner);
    hall.house.give_role(hall.list, "mo@example.net", model::Role::moderator);
    for (const char* const who : {"ana@example.net", "olga@example.net", "mo@example.net"})
        CHECK(hall.sees(who));
    CHECK_FALSE(hall.sees("eve@example.net"));
}

TEST_CASE("a policy may hide a list even from its members")
{
    Hall hall;
    hall.join("ana@example.net", "");
    hall.set("policy.see_list", "secret");
    CHECK_FALSE(hall.sees("ana@example.net"));
}

TEST_CASE("a visitor whom nobody knows is nothing to a list")
{
    Hall hall;
    const auto archive = [&] {
        return anybody_may(hall.house.db(), support::a_site(), hall.list, policy::Act::archive,
                           noon)
            .fate;
    };
    CHECK(archive() == policy::Fate::reject);
    hall.set("policy.archive", "public");
    CHECK(archive() == policy::Fate::accept);
    hall.set("policy.archive", "private");
    CHECK(archive() == policy::Fate::reject);
}

TEST_CASE("the roster is sorted by name as people sort, then by address")
{
    Hall hall;
    hall.join("z@example.net", "Éva");
    hall.join("y@example.net", "fred");
    hall.join("x@example.net", "Eric");
    hall.join("b@example.net", "");
    hall.join("a@example.net", "");
    CHECK(hall.shown_to("eve@example.net") == Addresses{"x@example.net", "z@example.net",
                                                        "y@example.net", "a@example.net",
                                                        "b@example.net"});
}

TEST_CASE("who does not want to be shown is seen by those who run the list, and by themselves")
{
    Hall hall;
    hall.join("ana@example.net", "");
    hall.join("bob@example.net", "", true);
    hall.house.give_role(hall.list, "olga@example.net", model::Role::owner);
    {
        store::Tx tx{hall.house.db()};
        store::join_addresses(
            tx, store::find_person(tx, support::address("bob@example.net")).value(),
            store::get_or_add_person(tx, support::address("robert@example.org"), "", ""));
        tx.commit();
    }
    const Addresses both{"ana@example.net", "bob@example.net"};
    CHECK(hall.shown_to("olga@example.net") == both);
    CHECK(hall.shown_to("bob@example.net") == both);
    CHECK(hall.shown_to("robert@example.org") == both);
    CHECK(hall.shown_to("ana@example.net") == Addresses{"ana@example.net"});
    CHECK(roster_for(hall.house.db(), support::a_site(), hall.list,
                     support::address("ana@example.net"))
              .members == 2);
}

}  // namespace colporteur::lists
