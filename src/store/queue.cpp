// SPDX-License-Identifier: AGPL-3.0-or-later
// The ledger as people see it and manage it; its daily work is in mailings.cpp.
#include "store/mailings.hpp"

namespace colporteur::store {

Tally tally(Db& db, model::MailingId id)
{
    constexpr auto sql = R"(
        SELECT state, attempts > 0, count(*) FROM deliveries WHERE mailing = $1 GROUP BY 1, 2)";
    Tally result;
    for (const Row& row : db.query(sql, id)) {
        const auto count = row.get<std::int64_t>(2);
        switch (row.get<model::DeliveryState>(0)) {
        case model::DeliveryState::due:
            (row.get<bool>(1) ? result.deferred : result.due) += count;
            break;
        case model::DeliveryState::leased: result.leased += count; break;
        case model::DeliveryState::sent: result.sent += count; break;
        case model::DeliveryState::failed: result.failed += count; break;
        }
    }
    return result;
}

std::vector<QueuedMailing> queued_mailings(Db& db, bool all)
{
    constexpr auto sql = R"(
        SELECT id, list, subject, priority, paused, next_member IS NOT NULL, created
          FROM mailings
         WHERE $1 OR next_member IS NOT NULL
            OR id IN (SELECT mailing FROM deliveries WHERE state = 0)
            OR id IN (SELECT mailing FROM deliveries WHERE state = 1)
         ORDER BY id DESC)";
    std::vector<QueuedMailing> mailings;
    for (const Row& row : db.query(sql, all))
        mailings.push_back({
            .id = row.get<model::MailingId>(0),
            .list = row.get<std::optional<model::ListId>>(1),
            .subject = row.get<std::string>(2),
            .priority = row.get<model::Priority>(3),
            .paused = row.get<bool>(4),
            .filling = row.get<bool>(5),
            .created = row.get<Time>(6),
            .tally = tally(db, row.get<model::MailingId>(0)),
        });
    return mailings;
}

bool pause_mailing(Tx& tx, model::MailingId id, bool paused)
{
    return tx.db().run("UPDATE mailings SET paused = $2 WHERE id = $1", id, paused) == 1;
}

std::int64_t retry_mailing(Tx& tx, model::MailingId id, Time now)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 0, due = $2
         WHERE mailing = $1 AND (state = 3 OR (state = 0 AND attempts > 0)))";
    return tx.db().run(sql, id, now);
}

std::int64_t drop_mailing(Tx& tx, model::MailingId id, std::string_view reply)
{
    tx.db().run("UPDATE mailings SET next_member = NULL WHERE id = $1", id);
    return tx.db().run(
        "UPDATE deliveries SET state = 3, reply = $2 WHERE mailing = $1 AND state < 2", id, reply);
}

bool sweep(Tx& tx, Time deliveries_before, Time requests_before, Time answers_before, int limit)
{
    constexpr auto mailings = R"(
        DELETE FROM mailings WHERE id IN (
            SELECT id FROM mailings m
             WHERE created < $1 AND next_member IS NULL
               AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.state < 2)
             LIMIT $2))";
    constexpr auto requests =
        "DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE expires < $1 LIMIT $2)";
    constexpr auto answers = "DELETE FROM answers WHERE sent < $1";
    constexpr auto messages = R"(
        DELETE FROM messages WHERE id IN (
            SELECT id FROM messages m
             WHERE received < $1
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE message = m.id)
               AND NOT EXISTS (SELECT 1 FROM requests WHERE message = m.id)
               AND NOT EXISTS (SELECT 1 FROM mailings WHERE original = m.id)
               AND NOT EXISTS (SELECT 1 FROM bounces WHERE message = m.id AND received >= $3)
             LIMIT $2))";
    tx.db().run("DELETE FROM bounces WHERE received < $1", deliveries_before);
    tx.db().run(answers, answers_before);
    const auto swept = tx.db().run(mailings, deliveries_before, limit) +
                       tx.db().run(requests, requests_before, limit) +
                       tx.db().run(messages, answers_before, limit, deliveries_before);
    return swept >= limit;
}

}  // namespace colporteur::store
