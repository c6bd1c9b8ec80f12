// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "intake/intake.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "support/temporary.hpp"

namespace colporteur::intake {
namespace {

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};
const Time noon = parse_time("2026-03-01 12:00").value();

struct House {
    support::TemporaryStore store;
    store::Tx tx{store.db};

    model::Job begin()
    {
        const auto message = store::add_message(tx, "Subject: x\r\n\r\n", noon);
        store::add_job(tx, {.message = message,
                            .recipient = mail::parse_address("sympa@info.example.org").value(),
                            .received = noon});
        return store::begin_jobs(tx, 1, noon).at(0);
    }
};

void leave_a_trace(store::Tx& tx)
{
    store::add_domain(tx, {{}, "trace.example.org", "", "en"});
}

}  // namespace

TEST_CASE("work that throws is undone whole, and its message is quarantined with the reason")
{
    House house;
    const WorkTable poisoned = {
        {model::Purpose::command, [](store::Tx& tx, const model::Site&, const model::Job&, Time) {
             leave_a_trace(tx);
             throw std::runtime_error{"poisoned"};
         }}};
    work_on(house.tx, site, poisoned, house.begin(), noon);
    CHECK(store::all_domains(house.tx).empty());
    REQUIRE(store::quarantined_jobs(house.tx).size() == 1);
    CHECK(store::quarantined_jobs(house.tx).front().reason == "poisoned");
}

TEST_CASE("work that is done leaves no job behind")
{
    House house;
    const WorkTable table = {
        {model::Purpose::command,
         [](store::Tx& tx, const model::Site&, const model::Job&, Time) { leave_a_trace(tx); }}};
    const auto job = house.begin();
    work_on(house.tx, site, table, job, noon);
    CHECK(store::all_domains(house.tx).size() == 1);
    CHECK_FALSE(store::find_job(house.tx, job.id).has_value());
}

TEST_CASE("when the world fails no message is blamed")
{
    House house;
    const WorkTable full = {
        {model::Purpose::command, [](store::Tx&, const model::Site&, const model::Job&, Time) {
             throw store::Failure{"disk full"};
         }}};
    const auto job = house.begin();
    CHECK_THROWS_AS(work_on(house.tx, site, full, job, noon), store::Failure);
    CHECK(store::quarantined_jobs(house.tx).empty());
}

TEST_CASE("a message that has ended the program three times is not tried a fourth time")
{
    House house;
    auto job = house.begin();
    job.attempts = 3;
    bool worked = false;
    const WorkTable table = {
        {model::Purpose::command,
         [&](store::Tx&, const model::Site&, const model::Job&, Time) { worked = true; }}};
    work_on(house.tx, site, table, job, noon);
    CHECK_FALSE(worked);
    CHECK(store::quarantined_jobs(house.tx).size() == 1);
}

}  // namespace colporteur::intake
