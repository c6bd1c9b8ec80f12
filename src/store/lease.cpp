// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows go out into the sender's hands, and come back unsent.
#include "store/ledger.hpp"
#include "store/rows.hpp"

namespace colporteur::store {
namespace {

constexpr auto due_notices = R"(
    SELECT d.id, d.mailing, d.member, d.destination, d.recipient, 1, d.due, d.attempts + 1, d.reply,
           r.state
      FROM deliveries d
           JOIN mailings m ON m.id = d.mailing
           LEFT JOIN members r ON r.id = d.member
     WHERE d.state = 0 AND d.priority = 0 AND d.due <= $1 AND m.paused = 0
     ORDER BY d.due, d.id
     LIMIT $2)";

constexpr auto due_letters = R"(
    SELECT d.id, d.mailing, d.member, d.destination, d.recipient, 1, d.due, d.attempts + 1, d.reply,
           r.state
      FROM deliveries d LEFT JOIN members r ON r.id = d.member
     WHERE d.state = 0 AND d.priority = 1 AND d.mailing = $3 AND d.destination = $4 AND d.due <= $1
     ORDER BY d.due, d.id
     LIMIT $2)";

bool has_left(const Row& row)
{
    constexpr int member_state = 9;
    return !row.is_null(member_state) &&
           row.get<model::MemberState>(member_state) == model::MemberState::left;
}

void cancel_for_left(Tx& tx, model::DeliveryId id)
{
    constexpr auto sql = "UPDATE deliveries SET state = $2, reply = $3 WHERE id = $1";
    tx.db().run(sql, id, model::DeliveryState::cancelled,
                "not sent: the reader has left the list");  // 8058-09
}

/// Leases these rows, but for those of readers who have left.
void lease(Tx& tx, const std::vector<Row>& rows, std::vector<model::Delivery>& leased)
{
    constexpr auto sql = "UPDATE deliveries SET state = 1, attempts = attempts + 1 WHERE id = $1";
    for (const Row& row : rows) {
        const auto id = row.get<model::DeliveryId>(0);
        if (has_left(row)) {
            cancel_for_left(tx, id);
            continue;
        }
        tx.db().run(sql, id);
        leased.push_back(to_delivery(row));
    }
}

/// Leases what `look` finds until there are `limit` or it finds nothing more.
template <class... Args>
std::vector<model::Delivery> lease_due(Tx& tx, const char* look, int limit, Time now,
                                       const Args&... args)
{
    std::vector<model::Delivery> leased;
    bool found = true;
    while (found && static_cast<int>(leased.size()) < limit) {
        const auto missing = limit - static_cast<int>(leased.size());
        const auto rows = tx.db().query(look, now, missing, args...);
        lease(tx, rows, leased);
        found = static_cast<int>(rows.size()) == missing;
    }
    return leased;
}

}  // namespace

std::vector<Lane> lanes(Db& db)
{
    // The index holds the waiting rows lane by lane: from the first row of a lane, one step leads
    // to the first row of the next.
    constexpr auto sql = R"(
        WITH RECURSIVE firsts (id) AS (
            SELECT (SELECT id FROM deliveries
                     WHERE state = 0 AND priority = 1
                     ORDER BY mailing, destination, due, id
                     LIMIT 1)
            UNION ALL
            SELECT coalesce(
                       (SELECT id FROM deliveries
                         WHERE state = 0 AND priority = 1
                           AND mailing = here.mailing AND destination > here.destination
                         ORDER BY destination, due, id
                         LIMIT 1),
                       (SELECT id FROM deliveries
                         WHERE state = 0 AND priority = 1 AND mailing > here.mailing
                         ORDER BY mailing, destination, due, id
                         LIMIT 1))
              FROM firsts JOIN deliveries here ON here.id = firsts.id)
        SELECT d.mailing, d.destination, d.due, m.not_before, m.hours_from, m.hours_to
          FROM firsts
               JOIN deliveries d ON d.id = firsts.id
               JOIN mailings m ON m.id = d.mailing
         WHERE m.paused = 0
         ORDER BY d.mailing, d.destination)";
    std::vector<Lane> result;
    for (const Row& row : db.query(sql))
        result.push_back({.mailing = row.get<model::MailingId>(0),
                          .destination = row.get<model::DestinationId>(1),
                          .schedule = to_schedule(row, 3),
                          .first_due = row.get<Time>(2)});
    return result;
}

std::vector<model::Delivery> lease_notices(Tx& tx, int limit, Time now)
{
    return lease_due(tx, due_notices, limit, now);
}

std::vector<model::Delivery> lease_letters(Tx& tx, const Lane& lane, int limit, Time now)
{
    return lease_due(tx, due_letters, limit, now, lane.mailing, lane.destination);
}

std::optional<Time> next_notice_due(Db& db, Time now)
{
    constexpr auto sql =
        "SELECT min(due) FROM deliveries WHERE state = 0 AND priority = 0 AND due > $1";
    return db.query_one(sql, now)->get<std::optional<Time>>(0);
}

std::vector<model::DeliveryId> withdrawn(Db& db, const std::vector<model::DeliveryId>& leased)
{
    constexpr auto still_wanted = R"(
        SELECT 1
          FROM deliveries d JOIN mailings m ON m.id = d.mailing
         WHERE d.id = $1 AND d.state = 1 AND m.paused = 0)";
    std::vector<model::DeliveryId> gone;
    for (const model::DeliveryId id : leased)
        if (!db.query_one(still_wanted, id))
            gone.push_back(id);
    return gone;
}

void release_deliveries(Tx& tx, Time now)
{
    tx.db().run(
        "UPDATE deliveries SET state = 0, attempts = attempts - 1, due = $1 WHERE state = 1", now);
}

void give_back(Tx& tx, model::DeliveryId id, Time due)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 0, attempts = attempts - 1, due = $2
         WHERE id = $1 AND state = 1)";
    tx.db().run(sql, id, due);
}

}  // namespace colporteur::store
