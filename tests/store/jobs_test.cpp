// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/jobs.hpp"

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();

model::JobId add(Tx& tx)
{
    const auto message = add_message(tx, "Subject: x\r\n\r\n", noon);
    return add_job(tx, {.message = message,
                        .recipient = mail::parse_address("sympa@info.example.org").value(),
                        .received = noon});
}

}  // namespace

TEST_CASE(
    "jobs begun by a program that ended come back one at a time, so that one guilty message "
    "condemns no other")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    for (int i = 0; i < 5; ++i)
        add(tx);
    CHECK(begin_jobs(tx, 3, noon).size() == 3);
    release_jobs(tx);
    for (int i = 0; i < 3; ++i) {
        const auto alone = begin_jobs(tx, 10, noon);
        REQUIRE(alone.size() == 1);
        CHECK(alone.front().attempts == 2);
    }
    CHECK(begin_jobs(tx, 10, noon).size() == 2);
}

TEST_CASE("the quarantine keeps a job until somebody decides")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto id = add(tx);
    begin_jobs(tx, 1, noon);
    quarantine_job(tx, id, "unreadable");
    CHECK(quarantined_jobs(tx).front().reason == "unreadable");
    CHECK(begin_jobs(tx, 1, noon).empty());
    CHECK(retry_job(tx, id, noon));
    CHECK(begin_jobs(tx, 1, noon).size() == 1);
    CHECK_FALSE(drop_job(tx, id));
    quarantine_job(tx, id, "still unreadable");
    CHECK(drop_job(tx, id));
}

}  // namespace colporteur::store
