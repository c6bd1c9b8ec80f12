// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "lists/care/blocking.hpp"
#include "lists/permission.hpp"
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

TEST_CASE("a pattern is an address, or a domain for all that is there")
{
    struct Row {
        std::string_view typed, pattern;
    };

    for (const Row& row :
         {Row{"Ana@Example.net", "ana@example.net"}, Row{"*@spam.example", "*@spam.example"},
          Row{"spam.example", "*@spam.example"}, Row{"@spam.example", "*@spam.example"},
          Row{" promo-*@shop.example ", "promo-*@shop.example"},
          Row{"x@été.example", "x@xn--t-9fab.example"}}) {
        CAPTURE(row.typed);
        CHECK(read_pattern(row.typed, "en").value_or("") == row.pattern);
    }
    for (const std::string_view typed :
         {"", "*", "*@*", "*@*.fr", "?@?", "a b@example.net", "a@", "<a@example.net>", "a@x,b@y"}) {
        CAPTURE(typed);
        CHECK_FALSE(read_pattern(typed, "en").has_value());
    }
}

TEST_CASE("a block holds on its list, or in its whole domain, and is recorded")
{
    support::House house;
    const auto list = house.add(a_list());
    const auto other = house.add(a_list().named("autre@info.example.org"));
    store::Tx tx{house.db()};
    const Blocking here{.domain = house.domain(), .list = list, .pattern = "*@spam.example"};
    const Blocking everywhere{.domain = house.domain(), .pattern = "bad@example.net"};
    CHECK(block(tx, a_site(), here, olga, noon).value());
    CHECK_FALSE(block(tx, a_site(), here, olga, noon).value());
    CHECK(block(tx, a_site(), everywhere, olga, noon).value());

    CHECK(is_blocked(tx, list, address("x@spam.example")));
    CHECK_FALSE(is_blocked(tx, other, address("x@spam.example")));
    CHECK(is_blocked(tx, other, address("Bad@example.net")));
    CHECK(store::changes_of(tx, list.id, 1).at(0).after == "*@spam.example");

    CHECK(unblock(tx, here, olga, noon).value());
    CHECK_FALSE(unblock(tx, here, olga, noon).value());
    CHECK_FALSE(is_blocked(tx, list, address("x@spam.example")));
}

TEST_CASE("nobody who looks after a list is shut out by a pattern")
{
    support::House house;
    const auto list = house.add(a_list());
    house.give_role(list, "olga@example.org", model::Role::owner);
    house.give_role(list, "mia@example.com", model::Role::moderator);
    store::Tx tx{house.db()};
    for (const std::string pattern : {"*@example.org", "mia@example.com", "?ia@example.com"}) {
        CAPTURE(pattern);
        const Blocking here{.domain = house.domain(), .list = list, .pattern = pattern};
        const Blocking everywhere{.domain = house.domain(), .pattern = pattern};
        CHECK(block(tx, a_site(), here, olga, noon).error().code == Code::conflict);
        CHECK(block(tx, a_site(), everywhere, olga, noon).error().code == Code::conflict);
    }
}

}  // namespace colporteur::lists
