// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "lists/care/roles.hpp"
#include "store/lists.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const Actor olga{.name = "olga@example.org"};

}  // namespace

TEST_CASE("a role is given once, recorded, and told to whoever has it now")
{
    support::House house;
    auto list = house.add(a_list());
    house.give_role(list, "olga@example.org", model::Role::owner);
    store::Tx tx{house.db()};
    const RoleChange change{.who = {"", address("ana@example.net")},
                            .role = model::Role::moderator};
    CHECK(change_role(tx, a_site(), list, change, olga, noon).value());
    CHECK_FALSE(change_role(tx, a_site(), list, change, olga, noon).value());
    tx.commit();
    CHECK(store::people_with_role(house.db(), list.id, model::Role::moderator).size() == 1);
    const auto changes = store::changes_of(house.db(), list.id, 5);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].what == "moderators");
    CHECK(house.new_mail().size() == 1);
}

TEST_CASE("a list keeps one owner, and nobody is told of their own deed")
{
    support::House house;
    auto list = house.add(a_list());
    house.give_role(list, "olga@example.org", model::Role::owner);
    house.give_role(list, "ana@example.net", model::Role::owner);
    store::Tx tx{house.db()};
    const auto revoke = [&](std::string_view who) {
        return change_role(tx, a_site(), list, {.who = {"", address(who)}, .given = false}, olga,
                           noon);
    };
    CHECK(revoke("olga@example.org").value());
    CHECK(revoke("ana@example.net").error().code == Code::conflict);
    CHECK_FALSE(revoke("zoe@example.net").value());
    tx.commit();
    CHECK(house.new_mail().empty());
    CHECK(store::people_with_role(house.db(), list.id, model::Role::owner).size() == 1);
}

}  // namespace colporteur::lists
