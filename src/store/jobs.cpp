// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/jobs.hpp"

#include <stdexcept>

namespace colporteur::store {
namespace {

model::Job to_job(const Row& row)
{
    return {
        .id = row.get<model::JobId>(0),
        .message = row.get<model::MessageKey>(1),
        .purpose = row.get<model::Purpose>(2),
        .list = row.get<std::optional<model::ListId>>(3),
        .recipient = row.get<mail::Address>(4),
        .sender = row.get<std::optional<mail::Address>>(5),
        .proven = row.get<bool>(6),
        .state = row.get<model::JobState>(7),
        .attempts = row.get<int>(8),
        .received = row.get<Time>(9),
        .reason = row.get<std::string>(10),
    };
}

}  // namespace

model::MessageKey add_message(Tx& tx, std::string_view octets, Time received)
{
    constexpr auto sql = "INSERT INTO messages (octets, received) VALUES ($1, $2) RETURNING id";
    return tx.db().query_one(sql, Blob{octets}, received)->get<model::MessageKey>(0);
}

std::string get_message(Db& db, model::MessageKey key)
{
    const auto row = db.query_one("SELECT octets FROM messages WHERE id = $1", key);
    if (!row)
        throw std::logic_error{"a message is asked for that is not in the store"};
    return row->get<std::string>(0);
}

bool remove_unused_message(Tx& tx, model::MessageKey key)
{
    constexpr auto sql = R"(
        DELETE FROM messages
         WHERE id = $1
           AND NOT EXISTS (SELECT 1 FROM jobs WHERE message = $1)
           AND NOT EXISTS (SELECT 1 FROM requests WHERE message = $1)
           AND NOT EXISTS (SELECT 1 FROM mailings WHERE original = $1)
           AND NOT EXISTS (SELECT 1 FROM held WHERE message = $1)
           AND NOT EXISTS (SELECT 1 FROM archive WHERE original = $1)
           AND NOT EXISTS (SELECT 1 FROM bounces WHERE message = $1))";
    return tx.db().run(sql, key) == 1;
}

model::JobId add_job(Tx& tx, const model::Job& job)
{
    constexpr auto sql = R"(
        INSERT INTO jobs (message, purpose, list, recipient, sender, proven, state, received, due)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        RETURNING id)";
    return tx.db()
        .query_one(sql, job.message, job.purpose, job.list, job.recipient, job.sender, job.proven,
                   model::JobState::ready, job.received)
        ->get<model::JobId>(0);
}

std::vector<model::Job> begin_jobs(Tx& tx, int limit, Time now)
{
    constexpr auto sql = R"(
        SELECT id, message, purpose, list, recipient, sender, proven, state, attempts, received,
               reason
          FROM jobs
         WHERE state = $1 AND due <= $2
         ORDER BY due, id
         LIMIT $3)";
    std::vector<model::Job> jobs;
    for (const Row& row : tx.db().query(sql, model::JobState::ready, now, limit))
        jobs.push_back(to_job(row));
    for (model::Job& job : jobs) {
        job.state = model::JobState::working;
        tx.db().run("UPDATE jobs SET state = $2 WHERE id = $1", job.id, job.state);
    }
    return jobs;
}

void release_jobs(Tx& tx, std::optional<model::JobId> suspect)
{
    if (suspect)
        tx.db().run("UPDATE jobs SET attempts = attempts + 1 WHERE id = $1 AND state = $2",
                    *suspect, model::JobState::working);
    tx.db().run("UPDATE jobs SET state = $1 WHERE state = $2", model::JobState::ready,
                model::JobState::working);
}

void finish_job(Tx& tx, model::JobId id)
{
    tx.db().run("DELETE FROM jobs WHERE id = $1", id);
}

void quarantine_job(Tx& tx, model::JobId id, std::string_view reason)
{
    tx.db().run("UPDATE jobs SET state = $2, reason = $3 WHERE id = $1", id,
                model::JobState::quarantined, reason);
}

bool retry_job(Tx& tx, model::JobId id, Time now)
{
    constexpr auto sql = R"(
        UPDATE jobs SET state = $2, attempts = 0, reason = '', due = $3
         WHERE id = $1 AND state = $4)";
    return tx.db().run(sql, id, model::JobState::ready, now, model::JobState::quarantined) == 1;
}

bool drop_job(Tx& tx, model::JobId id)
{
    return tx.db().run("DELETE FROM jobs WHERE id = $1 AND state = $2", id,
                       model::JobState::quarantined) == 1;
}

std::vector<model::Job> quarantined_jobs(Db& db)
{
    constexpr auto sql = R"(
        SELECT id, message, purpose, list, recipient, sender, proven, state, attempts, received,
               reason
          FROM jobs
         WHERE state = $1
         ORDER BY id)";
    std::vector<model::Job> jobs;
    for (const Row& row : db.query(sql, model::JobState::quarantined))
        jobs.push_back(to_job(row));
    return jobs;
}

std::optional<model::Job> find_job(Db& db, model::JobId id)
{
    constexpr auto sql = R"(
        SELECT id, message, purpose, list, recipient, sender, proven, state, attempts, received,
               reason
          FROM jobs
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_job(*row)} : std::nullopt;
}

std::optional<Time> next_job_due(Db& db)
{
    return db.query_one("SELECT min(due) FROM jobs WHERE state = $1", model::JobState::ready)
        ->get<std::optional<Time>>(0);
}

void add_bounce(Tx& tx, model::DeliveryId delivery, model::MessageKey message, Time received)
{
    tx.db().run("INSERT INTO bounces (delivery, message, received) VALUES ($1, $2, $3)", delivery,
                message, received);
}

void add_bounce(Tx& tx, model::MailingId mailing, model::MessageKey message, Time received)
{
    tx.db().run("INSERT INTO bounces (mailing, message, received) VALUES ($1, $2, $3)", mailing,
                message, received);
}

}  // namespace colporteur::store
