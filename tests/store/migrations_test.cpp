// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations.hpp"

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {

TEST_CASE("migrating twice changes nothing")
{
    support::TemporaryStore store;
    store.db.run("INSERT INTO domains (name, title, language) VALUES ('example.org', '', 'en')");
    migrate(store.db);
    CHECK(store.db.query_one("SELECT count(*) FROM domains")->get<int>(0) == 1);
}

TEST_CASE("a database of a newer program is refused, not touched")
{
    support::TemporaryStore store;
    store.db.script("PRAGMA user_version = 999");
    CHECK_THROWS_AS(migrate(store.db), Failure);
}

}  // namespace colporteur::store
