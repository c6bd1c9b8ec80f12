// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/keeping.hpp"

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

void keep(support::House& house, const model::List& list, std::int64_t number, Time at)
{
    store::Tx tx{house.db()};
    store::add_archived(tx,
                        {.list = list.id,
                         .number = number,
                         .original = store::add_message(tx, "Subject: x\r\n\r\n", at),
                         .at = at},
                        "Subject: x\r\n\r\n");
    tx.commit();
}

}  // namespace

TEST_CASE("posts go when the list's time is over, unless a digest still owes them (RGPD-08)")
{
    support::House house;
    const model::List list = house.add(support::a_list());
    const model::List other = house.add(support::a_list().named("agenda@info.example.org"));
    const Time now = support::at("2026-06-01 12:00");
    for (const std::int64_t number : {1, 2, 3})
        keep(house, list, number, now - std::chrono::days{40 - 10 * number});
    keep(house, other, 1, now - std::chrono::days{400});
    const auto dan = house.subscribe(list, "dan@example.net");

    store::Tx tx{house.db()};
    CHECK(expire_archives(tx, 10, now) == 0);
    store::put_setting(tx, list.id, "archive.keep_for", "15");
    model::Member waits = *store::find_member(tx, dan);
    waits.reception = model::Reception::digest;
    waits.owed_after = 1;
    store::set_options(tx, waits);
    CHECK(expire_archives(tx, 10, now) == 1);
    waits.owed_after = 3;
    store::set_options(tx, waits);
    CHECK(expire_archives(tx, 10, now) == 1);
    CHECK(store::find_archived(tx, list.id, 3).has_value());
    CHECK(store::find_archived(tx, other.id, 1).has_value());
}

}  // namespace colporteur::lists
