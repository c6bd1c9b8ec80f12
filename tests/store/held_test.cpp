// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/held.hpp"

#include <doctest/doctest.h>

#include "support/builders.hpp"

namespace colporteur::store {
namespace {

const Time noon = support::at("2026-03-01 12:00");

model::Held wish(const model::List& list, std::string_view who)
{
    return {.kind = model::HeldKind::subscribe,
            .list = list.id,
            .address = support::address(who),
            .created = noon,
            .expires = noon + std::chrono::days{14}};
}

}  // namespace

TEST_CASE("the first decision stands, whoever comes second")
{
    support::House house;
    const auto list = house.add(support::a_list());
    Tx tx{house.db()};
    const auto id = add_held(tx, wish(list, "ana@example.net"));
    CHECK(decide_held(tx, id, "accepted", "olga@example.net", noon));
    CHECK_FALSE(decide_held(tx, id, "rejected", "otto@example.net", noon + std::chrono::hours{1}));
    const auto held = find_held(tx, id).value();
    CHECK(held.outcome == "accepted");
    CHECK(held.decided_by == "olga@example.net");
    CHECK(held.done == noon);
    CHECK(open_held(tx, list.id).empty());
}

TEST_CASE("a wish that waits is found by its address in any spelling, on its list alone")
{
    support::House house;
    const auto list = house.add(support::a_list());
    const auto other = house.add(support::a_list().named("autre@info.example.org"));
    Tx tx{house.db()};
    const auto id = add_held(tx, wish(list, "Ana@example.net"));
    const auto ana = support::address("ana@example.net");
    CHECK(find_wish(tx, list.id, model::HeldKind::subscribe, ana).has_value());
    CHECK_FALSE(find_wish(tx, list.id, model::HeldKind::unsubscribe, ana).has_value());
    CHECK_FALSE(find_wish(tx, other.id, model::HeldKind::subscribe, ana).has_value());
    decide_held(tx, id, "rejected", "", noon);
    CHECK_FALSE(find_wish(tx, list.id, model::HeldKind::subscribe, ana).has_value());
}

TEST_CASE("lists to remind of, what is over, and what lapsed untold")
{
    support::House house;
    const auto list = house.add(support::a_list());
    Tx tx{house.db()};
    const auto id = add_held(tx, wish(list, "ana@example.net"));
    CHECK(lists_to_remind(tx, noon - std::chrono::hours{1}).empty());
    CHECK(lists_to_remind(tx, noon) == std::vector{list.id});
    note_reminded(tx, id, noon + std::chrono::hours{1});
    CHECK(lists_to_remind(tx, noon).empty());

    const Time end = noon + std::chrono::days{14};
    CHECK(expired_held(tx, end - std::chrono::hours{1}, 10).empty());
    CHECK(expired_held(tx, end, 10).size() == 1);
    decide_held(tx, id, "expired", "", end);
    CHECK(lapsed_held(tx, 10).size() == 1);
    note_reminded(tx, id, end);
    CHECK(lapsed_held(tx, 10).empty());
}

}  // namespace colporteur::store
