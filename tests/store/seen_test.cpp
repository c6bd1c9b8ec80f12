// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/seen.hpp"

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();
const std::string one = std::string(31, 'd') + '\0';
const std::string other = std::string(31, 'd') + '\xFF';

}  // namespace

TEST_CASE("a content is new once in each scope: a cross-post is one copy per list (traps 8, 9)")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    CHECK(see(tx, "list:12", one, noon));
    CHECK_FALSE(see(tx, "list:12", one, noon));
    CHECK(see(tx, "list:13", one, noon));
    CHECK(see(tx, "robot:3", one, noon));
    CHECK(see(tx, "list:12", other, noon));
}

TEST_CASE("what was seen is seen after a restart")
{
    support::TemporaryStore store;
    {
        Tx tx{store.db};
        CHECK(see(tx, "list:12", one, noon));
        tx.commit();
    }
    Db again{store.path};
    Tx tx{again};
    CHECK_FALSE(see(tx, "list:12", one, noon));
}

TEST_CASE("work that is undone has seen nothing: its message may come again")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    {
        const Savepoint undone{tx};
        CHECK(see(tx, "list:12", one, noon));
    }
    CHECK(see(tx, "list:12", one, noon));
}

TEST_CASE("what was seen long ago is forgotten, in steps")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    for (const char letter : {'a', 'b', 'c'})
        see(tx, "list:12", std::string(32, letter), noon);
    see(tx, "list:12", one, noon + std::chrono::days{9});
    const Time later = noon + std::chrono::days{1};
    CHECK(sweep_seen(tx, later, 2) == 2);
    CHECK(sweep_seen(tx, later, 2) == 1);
    CHECK(sweep_seen(tx, later, 2) == 0);
    CHECK(see(tx, "list:12", std::string(32, 'a'), later));
    CHECK_FALSE(see(tx, "list:12", one, later));
}

}  // namespace colporteur::store
