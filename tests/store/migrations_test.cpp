// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations.hpp"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/progress.hpp"
#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

/// A database of the first release, with rows in it, as this program makes it its own.
struct Upgraded {
    Db db{":memory:"};

    Upgraded()
    {
        std::ifstream in{TESTS_DIR "/store/first_release.sql"};
        std::ostringstream sql;
        sql << in.rdbuf();
        db.script(sql.str());
        migrate(db);
    }
};

}  // namespace

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

TEST_CASE("people of the first release are sorted by their domain, behind the last @")
{
    Upgraded old;
    const auto rows = old.db.query("SELECT domain FROM people ORDER BY id");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].get<std::string>(0) == "example.org");
    CHECK(rows[1].get<std::string>(0) == "sub.example.net");
    CHECK(rows[2].get<std::string>(0) == "xn--caf-dma.example");
}

TEST_CASE("letters of the first release go on; those finished are not reported again")
{
    Upgraded old;
    const auto open = lanes(old.db);
    REQUIRE(open.size() == 1);
    CHECK(open[0].mailing == model::MailingId{2});
    Tx tx{old.db};
    CHECK(lease_notices(tx, 9, from_micros(9000)).size() == 1);
    const auto leased = lease_letters(tx, open[0], 9, from_micros(9000));
    REQUIRE(leased.size() == 1);
    CHECK(leased[0].attempts == 2);
    settle(tx, leased[0].id, 2, model::DeliveryState::sent, "250 Ok", from_micros(9000));
    CHECK(letters_to_report(tx, 9) == std::vector{model::MailingId{2}});
    CHECK(find_mailing(tx, model::MailingId{1})->schedule == model::Schedule{});
    CHECK(all_lists(tx, {}).at(0).personal_copies);
}

TEST_CASE("bounces of the first release are kept")
{
    Upgraded old;
    const auto row =
        old.db.query_one("SELECT delivery, message, reply, received FROM bounces WHERE id = 1");
    REQUIRE(row.has_value());
    CHECK(row->get<int>(0) == 2);
    CHECK(row->get<int>(1) == 1);
    CHECK(row->get<std::string>(2).empty());
    CHECK(row->get<int>(3) == 1500);
}

TEST_CASE("an upgraded database has the tables and indexes of a new one")
{
    Upgraded old;
    support::TemporaryStore fresh;
    constexpr auto sql = "SELECT type || ' ' || name FROM sqlite_master ORDER BY 1";
    const auto names = [&](Db& db) {
        std::vector<std::string> all;
        for (const Row& row : db.query(sql))
            all.push_back(row.get<std::string>(0));
        return all;
    };
    CHECK(names(old.db) == names(fresh.db));
}

}  // namespace colporteur::store
