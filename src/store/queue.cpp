// SPDX-License-Identifier: AGPL-3.0-or-later
// The ledger as lists of mailings and of rows.
#include "base/ascii.hpp"
#include "store/progress.hpp"
#include "store/rows.hpp"
#include "store/tally.hpp"

namespace colporteur::store {
namespace {

Tally tally(Db& db, model::MailingId id)
{
    constexpr auto sql = R"(
        SELECT state, attempts > 0, count(*) FROM deliveries WHERE mailing = $1 GROUP BY 1, 2)";
    Tally result;
    for (const Row& row : db.query(sql, id))
        count_in(result, row.get<model::DeliveryState>(0), row.get<bool>(1)) +=
            row.get<std::int64_t>(2);
    return result;
}

QueuedMailing to_queued(Db& db, const Row& row)
{
    const auto id = row.get<model::MailingId>(0);
    return {
        .id = id,
        .list = row.get<std::optional<model::ListId>>(1),
        .subject = row.get<std::string>(2),
        .priority = row.get<model::Priority>(3),
        .paused = row.get<bool>(4),
        .filling = row.get<bool>(5),
        .schedule = to_schedule(row, 7),
        .created = row.get<Time>(6),
        .tally = tally(db, id),
    };
}

}  // namespace

std::vector<QueuedMailing> queued_mailings(Db& db, bool all)
{
    constexpr auto sql = R"(
        SELECT id, list, subject, priority, paused, next_member IS NOT NULL, created,
               not_before, hours_from, hours_to
          FROM mailings
         WHERE $1 OR id IN (SELECT mailing FROM unfinished)
         ORDER BY id DESC)";
    std::vector<QueuedMailing> mailings;
    for (const Row& row : db.query(sql, all))
        mailings.push_back(to_queued(db, row));
    return mailings;
}

std::optional<QueuedMailing> queued_mailing(Db& db, model::MailingId id)
{
    constexpr auto sql = R"(
        SELECT id, list, subject, priority, paused, next_member IS NOT NULL, created,
               not_before, hours_from, hours_to
          FROM mailings
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_queued(db, *row)} : std::nullopt;
}

std::vector<model::Delivery> deliveries_of(Db& db, model::MailingId id, model::DeliveryId after,
                                           int limit)
{
    constexpr auto sql = R"(
        SELECT id, mailing, member, destination, recipient, state, due, attempts, reply
          FROM deliveries
         WHERE mailing = $1 AND id > $2
         ORDER BY id
         LIMIT $3)";
    return to_deliveries(db.query(sql, id, after, limit));
}

std::optional<model::Delivery> find_delivery(Db& db, model::DeliveryId id)
{
    constexpr auto sql = R"(
        SELECT id, mailing, member, destination, recipient, state, due, attempts, reply
          FROM deliveries
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_delivery(*row)} : std::nullopt;
}

std::optional<model::Delivery> find_delivery(Db& db, model::MailingId id,
                                             const mail::Address& recipient)
{
    constexpr auto sql = R"(
        SELECT id, mailing, member, destination, recipient, state, due, attempts, reply
          FROM deliveries
         WHERE mailing = $1 AND lower(recipient) = $2
         ORDER BY id
         LIMIT 1)";
    const auto row = db.query_one(sql, id, to_lower(recipient.text()));
    return row ? std::optional{to_delivery(*row)} : std::nullopt;
}

std::vector<model::MailingId> letters_to_report(Db& db, int limit)
{
    constexpr auto sql = R"(
        SELECT m.id
          FROM mailings m JOIN lists l ON l.id = m.list
         WHERE m.priority = 1 AND m.reported IS NULL AND l.kind = $1
           AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.state = 3)
           AND m.id NOT IN (SELECT mailing FROM unfinished)
         ORDER BY m.id
         LIMIT $2)";
    std::vector<model::MailingId> letters;
    for (const Row& row : db.query(sql, model::Kind::newsletter, limit))
        letters.push_back(row.get<model::MailingId>(0));
    return letters;
}

void note_reported(Tx& tx, model::MailingId id, Time now)
{
    tx.db().run("UPDATE mailings SET reported = $2 WHERE id = $1", id, now);
}

}  // namespace colporteur::store
