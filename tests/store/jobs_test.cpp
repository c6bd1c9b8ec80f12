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

TEST_CASE("a program that ended counts against the message it was working on, and no other")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto first = add(tx);
    const auto guilty = add(tx);
    CHECK(begin_jobs(tx, 2, noon).size() == 2);
    CHECK(begin_jobs(tx, 2, noon).empty());
    release_jobs(tx, guilty);
    release_jobs(tx, first);  // none is under way: nobody can be guilty
    const auto again = begin_jobs(tx, 10, noon);
    REQUIRE(again.size() == 2);
    CHECK(again.front().attempts == 0);
    CHECK(again.back().attempts == 1);
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
