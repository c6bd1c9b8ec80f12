// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rates.hpp"

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();
constexpr std::chrono::hours hour{1};

}  // namespace

TEST_CASE("who comes often is counted, each in their scope, this time left out")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    CHECK(count_and_note(tx, "list:12", "ana", noon - hour, noon) == 0);
    CHECK(count_and_note(tx, "list:12", "ana", noon - hour, noon) == 1);
    CHECK(count_and_note(tx, "list:12", "ana", noon - hour, noon) == 2);
    CHECK(count_and_note(tx, "list:12", "", noon - hour, noon) == 0);
    CHECK(count_and_note(tx, "list:13", "ana", noon - hour, noon) == 0);
    CHECK(count_rate(tx, "list:12", "ana", noon - hour) == 3);
}

TEST_CASE("an hour later nothing of it counts")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    count_and_note(tx, "list:12", "ana", noon - hour, noon);
    CHECK(count_rate(tx, "list:12", "ana", noon - hour) == 1);
    CHECK(count_rate(tx, "list:12", "ana", noon) == 0);
}

TEST_CASE("a flood costs a bounded number of rows")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    for (int i = 0; i < most_counted + 100; ++i)
        count_and_note(tx, "list:12", "ana", noon - hour, noon);
    CHECK(count_rate(tx, "list:12", "ana", noon - hour) == most_counted);
    CHECK(tx.db().query_one("SELECT count(*) FROM rates")->get<int>(0) == most_counted);
}

TEST_CASE("old notes are forgotten")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    count_and_note(tx, "list:12", "ana", noon - hour, noon);
    count_and_note(tx, "list:12", "ana", noon - hour, noon + hour);
    CHECK(sweep_rates(tx, noon + hour) == 1);
    CHECK(count_rate(tx, "list:12", "ana", noon - hour) == 1);
}

}  // namespace colporteur::store
