// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/backup.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>

#include "app/directory_lock.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/migrations.hpp"
#include "support/builders.hpp"

using namespace colporteur;
using namespace colporteur::support;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, std::string_view octets)
{
    std::ofstream{file, std::ios::binary} << octets;
}

/// A place with one domain in its database, and an empty one to restore into.
struct Places {
    TemporaryFolder folder;
    std::ostringstream out;
    app::Terminal terminal{out, out, text::language("en")};
    app::Config home{.data = folder / "home"};
    app::Config fresh{.data = folder / "fresh"};
    fs::path kept = folder / "kept";

    Places()
    {
        app::make_site(home);
        store::Db db{app::database_path(home)};
        store::migrate(db);
        store::Tx tx{db};
        store::add_domain(tx, {.name = "info.example.org", .title = "Info", .language = "fr"});
        tx.commit();
    }

    Result<app::BackupSize> backup() { return app::make_backup(home, kept, terminal); }

    Result<app::Waiting> restore()
    {
        return app::restore_backup(fresh, kept, terminal, at("2026-03-01 12:00"));
    }

    bool nothing_restored() const
    {
        return !fs::exists(app::database_path(fresh)) &&
               !fs::exists(folder / "fresh/keys/token.key");
    }
};

}  // namespace

TEST_CASE("what was kept is restored, with its keys, and sends nothing until somebody says so")
{
    Places places;
    write(places.home.data + "/settled.0", "1 1 2 0 250 2.0.0 taken\n");
    REQUIRE(places.backup());
    REQUIRE(places.restore());

    store::Db db{app::database_path(places.fresh)};
    CHECK(store::find_domain(db, "info.example.org"));
    CHECK(store::sending_paused(db).value().find("kept") != std::string::npos);
    const std::string key = content(places.home.data + "/keys/token.key");
    CHECK(key.size() == 32);
    CHECK(content(places.fresh.data + "/keys/token.key") == key);
    CHECK(content(places.fresh.data + "/settled.0") == content(places.home.data + "/settled.0"));
    CHECK((fs::status(places.fresh.data + "/keys/token.key").permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a backup is made while others write")
{
    Places places;
    store::Db db{app::database_path(places.home)};
    store::Tx tx{db};
    store::add_domain(tx, {.name = "late.example.org", .title = "Late", .language = "fr"});
    REQUIRE(places.backup());
    tx.commit();

    REQUIRE(places.restore());
    store::Db restored{app::database_path(places.fresh)};
    CHECK(store::all_domains(restored).size() == 1);
}

TEST_CASE("a backup is made in an empty folder, of a place that exists")
{
    Places places;
    fs::create_directories(places.kept);
    write(places.kept / "holiday.jpg", "");
    CHECK(places.backup().error().code == Code::conflict);
    CHECK(fs::exists(places.kept / "holiday.jpg"));

    places.home.data = places.folder / "nowhere";
    CHECK(places.backup().error().code == Code::not_found);
    CHECK_FALSE(fs::exists(places.home.data));
}

TEST_CASE("a backup that cannot be finished leaves nothing behind")
{
    Places places;
    places.home.file = places.folder / "vanished.toml";
    const auto kept = places.backup();
    REQUIRE_FALSE(kept);
    CHECK(kept.error().what.find("vanished.toml") != std::string::npos);
    CHECK_FALSE(fs::exists(places.kept));
}

TEST_CASE("a damaged backup is refused, and nothing is restored")
{
    struct Row {
        std::string_view what;
        void (*damage)(const fs::path& kept);
        std::string_view complaint;
    };

    for (const Row& row : {
             Row{"a file is missing",
                 [](const fs::path& kept) { fs::remove(kept / "keys/token.key"); },
                 "token.key is missing"},
             Row{"a file is longer",
                 [](const fs::path& kept) {
                     std::ofstream{kept / "colporteur.db", std::ios::app} << "x";
                 },
                 "colporteur.db is not what it was"},
             Row{"an octet is another",
                 [](const fs::path& kept) { write(kept / "keys/token.key", std::string(32, 'x')); },
                 "token.key is not what it was"},
             Row{"it was never finished",
                 [](const fs::path& kept) { fs::remove(kept / "MANIFEST"); }, "has no MANIFEST"},
             Row{"its manifest is cut",
                 [](const fs::path& kept) { fs::resize_file(kept / "MANIFEST", 70); },
                 "line 1 of MANIFEST"},
             Row{"its manifest is empty",
                 [](const fs::path& kept) { write(kept / "MANIFEST", ""); }, "MANIFEST is empty"},
         }) {
        CAPTURE(row.what);
        Places places;
        REQUIRE(places.backup());
        row.damage(places.kept);
        const auto restored = places.restore();
        REQUIRE_FALSE(restored);
        CHECK(restored.error().what.find(row.complaint) != std::string::npos);
        CHECK(places.nothing_restored());
    }
}

TEST_CASE("nothing is restored over what is there")
{
    Places places;
    REQUIRE(places.backup());
    REQUIRE(places.restore());
    const auto again = places.restore();
    REQUIRE_FALSE(again);
    CHECK(again.error().what.find("colporteur.db is there already") != std::string::npos);
}

TEST_CASE("a key of another place is not overwritten")
{
    Places places;
    REQUIRE(places.backup());
    fs::create_directories(places.fresh.data + "/keys");
    write(places.fresh.data + "/keys/token.key", "another");
    CHECK_FALSE(places.restore());
    CHECK(content(places.fresh.data + "/keys/token.key") == "another");
    CHECK_FALSE(fs::exists(app::database_path(places.fresh)));
}

TEST_CASE("nothing is restored below a running server")
{
    Places places;
    REQUIRE(places.backup());
    fs::create_directories(places.fresh.data);
    const app::DirectoryLock server{places.fresh.data};
    CHECK_THROWS_AS(places.restore(), std::runtime_error);
    CHECK(places.nothing_restored());
}

TEST_CASE("a restore that fails half-way takes back what it placed")
{
    Places places;
    {
        store::Db db{app::database_path(places.home)};
        db.script("PRAGMA user_version = 9999");  // a newer program's
    }
    REQUIRE(places.backup());
    const auto restored = places.restore();
    REQUIRE_FALSE(restored);
    CHECK(restored.error().what.find("newer program") != std::string::npos);
    CHECK(places.nothing_restored());
    for (const auto& entry : fs::recursive_directory_iterator{places.fresh.data})
        CHECK(entry.path().extension() != ".restoring");
}
