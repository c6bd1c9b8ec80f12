// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/writer.hpp"

#include <atomic>
#include <latch>

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

std::int64_t rows(Db& db)
{
    return db.query_one("SELECT count(*) FROM domains")->get<std::int64_t>(0);
}

void insert(Tx& tx, std::string_view name)
{
    tx.db().run("INSERT INTO domains (name, title, language) VALUES ($1, '', 'en')", name);
}

}  // namespace

TEST_CASE("what is reported done is committed, for every one of many pieces that wait together")
{
    support::TemporaryStore store;
    Writer writer{store.path};
    constexpr int pieces = 500;
    std::latch done{pieces};
    std::atomic<int> seen_committed{0};
    for (int i = 0; i < pieces; ++i)
        writer.submit([i](Tx& tx) { insert(tx, std::to_string(i)); },
                      [&](const std::exception_ptr& failure) {
                          seen_committed += failure ? 0 : 1;
                          done.count_down();
                      });
    done.wait();
    CHECK(seen_committed == pieces);
    CHECK(rows(store.db) == pieces);
}

TEST_CASE("a piece that throws is undone alone; its neighbours are committed")
{
    support::TemporaryStore store;
    Writer writer{store.path};
    std::latch done{3};
    std::atomic<int> failures{0};
    const Writer::Done note = [&](const std::exception_ptr& failure) {
        failures += failure ? 1 : 0;
        done.count_down();
    };
    writer.submit([](Tx& tx) { insert(tx, "before"); }, note);
    writer.submit(
        [](Tx& tx) {
            insert(tx, "undone");
            throw std::runtime_error{"broken"};
        },
        note);
    writer.submit([](Tx& tx) { insert(tx, "after"); }, note);
    done.wait();
    CHECK(failures == 1);
    CHECK(rows(store.db) == 2);
}

TEST_CASE("run() rethrows what its work threw")
{
    support::TemporaryStore store;
    Writer writer{store.path};
    CHECK_THROWS_WITH(writer.run([](Tx&) { throw std::runtime_error{"told"}; }), "told");
}

TEST_CASE("a writer that ends finishes what was submitted")
{
    support::TemporaryStore store;
    {
        Writer writer{store.path};
        for (int i = 0; i < 100; ++i)
            writer.submit([i](Tx& tx) { insert(tx, std::to_string(i)); },
                          [](const std::exception_ptr&) {});
    }
    CHECK(rows(store.db) == 100);
}

}  // namespace colporteur::store
