// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/mailings.hpp"

namespace colporteur::store {
namespace {

model::Delivery to_delivery(const Row& row)
{
    return {
        .id = row.get<model::DeliveryId>(0),
        .mailing = row.get<model::MailingId>(1),
        .member = row.get<std::optional<model::MemberId>>(2),
        .recipient = row.get<mail::Address>(3),
        .state = row.get<model::DeliveryState>(4),
        .due = row.get<Time>(5),
        .attempts = row.get<int>(6),
        .reply = row.get<std::string>(7),
    };
}

}  // namespace

std::optional<model::MailingId> add_mailing(Tx& tx, const model::Mailing& mailing,
                                            std::string_view fingerprint)
{
    constexpr auto sql = R"(
        INSERT INTO mailings (list, original, bounce_base, personal, priority, octets, subject,
                              fingerprint, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (list, fingerprint) DO NOTHING
        RETURNING id)";
    const auto print = fingerprint.empty() ? std::nullopt : std::optional{Blob{fingerprint}};
    const auto row = tx.db().query_one(sql, mailing.list, mailing.original, mailing.bounce_base,
                                       mailing.personal, mailing.priority, Blob{mailing.octets},
                                       mailing.subject, print, mailing.created);
    return row ? std::optional{row->get<model::MailingId>(0)} : std::nullopt;
}

std::optional<model::Mailing> find_mailing(Db& db, model::MailingId id)
{
    constexpr auto sql = R"(
        SELECT id, list, original, bounce_base, personal, priority, octets, subject, paused, created
          FROM mailings
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    if (!row)
        return std::nullopt;
    return model::Mailing{
        .id = row->get<model::MailingId>(0),
        .list = row->get<std::optional<model::ListId>>(1),
        .original = row->get<std::optional<model::MessageKey>>(2),
        .bounce_base = row->get<mail::Address>(3),
        .personal = row->get<bool>(4),
        .priority = row->get<model::Priority>(5),
        .octets = row->get<std::string>(6),
        .subject = row->get<std::string>(7),
        .paused = row->get<bool>(8),
        .created = row->get<Time>(9),
    };
}

std::int64_t address_to_members(Tx& tx, model::MailingId id, model::ListId list)
{
    constexpr auto count = "SELECT count(*), max(id) FROM members WHERE list = $1 AND state = 0";
    const auto row = tx.db().query_one(count, list);
    const auto members = row->get<std::int64_t>(0);
    if (members > 0)
        tx.db().run("UPDATE mailings SET next_member = 0, last_member = $2 WHERE id = $1", id,
                    row->get<model::MemberId>(1));
    return members;
}

bool fill_mailings(Tx& tx, int limit, Time now)
{
    constexpr auto next = R"(
        SELECT id, list, next_member, last_member, priority
          FROM mailings
         WHERE next_member IS NOT NULL
         ORDER BY id
         LIMIT 1)";
    const auto row = tx.db().query_one(next);
    if (!row)
        return false;
    const auto mailing = row->get<model::MailingId>(0);
    const auto list = row->get<model::ListId>(1);
    const auto first = row->get<std::int64_t>(2);
    const auto last = row->get<std::int64_t>(3);

    constexpr auto end_of_step = R"(
        SELECT max(id) FROM (
            SELECT id FROM members
             WHERE list = $1 AND state = 0 AND id > $2 AND id <= $3
             ORDER BY id
             LIMIT $4))";
    const auto end = tx.db()
                         .query_one(end_of_step, list, first, last, limit)
                         ->get<std::optional<std::int64_t>>(0);
    if (end) {
        constexpr auto insert = R"(
            INSERT INTO deliveries (mailing, member, recipient, priority, due)
            SELECT $1, m.id, p.address, $2, $3
              FROM members m JOIN people p ON p.id = m.person
             WHERE m.list = $4 AND m.state = 0 AND m.id > $5 AND m.id <= $6
             ORDER BY m.id)";
        tx.db().run(insert, mailing, row->get<std::int64_t>(4), now, list, first, *end);
    }
    const auto next_member = end && *end < last ? end : std::nullopt;
    tx.db().run("UPDATE mailings SET next_member = $2 WHERE id = $1", mailing, next_member);
    return true;
}

model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing,
                               const mail::Address& recipient, Time due)
{
    constexpr auto sql = R"(
        INSERT INTO deliveries (mailing, recipient, priority, due)
        VALUES ($1, $2, $3, $4)
        RETURNING id)";
    return tx.db()
        .query_one(sql, mailing.id, recipient, mailing.priority, due)
        ->get<model::DeliveryId>(0);
}

namespace {

/// Leases what may go out of one look at the ledger; false when the look found nothing.
bool lease_some(Tx& tx, model::Priority priority, int limit, Time now,
                std::vector<model::Delivery>& leased)
{
    constexpr auto due_ones = R"(
        SELECT d.id, d.mailing, d.member, d.recipient, d.state, d.due, d.attempts + 1, d.reply,
               r.state
          FROM deliveries d
               JOIN mailings m ON m.id = d.mailing
               LEFT JOIN members r ON r.id = d.member
         WHERE d.state = 0 AND d.priority = $1 AND d.due <= $2 AND m.paused = 0
         ORDER BY d.due, d.id
         LIMIT $3)";
    constexpr auto lease = "UPDATE deliveries SET state = 1, attempts = attempts + 1 WHERE id = $1";
    constexpr auto spare = "UPDATE deliveries SET state = 3, reply = $2 WHERE id = $1";
    const auto rows = tx.db().query(due_ones, priority, now, limit);
    for (const Row& row : rows) {
        model::Delivery delivery = to_delivery(row);
        if (!row.is_null(8) && row.get<model::MemberState>(8) == model::MemberState::left) {
            tx.db().run(spare, delivery.id, "not sent: the reader has left the list");  // 8058-09
            continue;
        }
        tx.db().run(lease, delivery.id);
        delivery.state = model::DeliveryState::leased;
        leased.push_back(std::move(delivery));
    }
    return !rows.empty();
}

}  // namespace

std::vector<model::Delivery> lease_deliveries(Tx& tx, model::Priority priority, int limit, Time now)
{
    std::vector<model::Delivery> leased;
    const auto missing = [&] { return limit - static_cast<int>(leased.size()); };
    while (missing() > 0 && lease_some(tx, priority, missing(), now, leased)) {
    }
    return leased;
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
    tx.db().run("UPDATE deliveries SET state = 0, due = $1 WHERE state = 1", now);
}

void give_back(Tx& tx, model::DeliveryId id, Time due)
{
    tx.db().run(
        "UPDATE deliveries SET state = 0, attempts = attempts - 1, due = $2 WHERE id = $1 AND "
        "state = 1",
        id, due);
}

void settle(Tx& tx, model::DeliveryId id, int attempt, model::DeliveryState state,
            std::string_view reply, Time due)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = $3, reply = $4, due = $5
         WHERE id = $1 AND attempts = $2 AND (state = 1 OR (state = 3 AND $3 = 2)))";
    tx.db().run(sql, id, attempt, state, reply, due);
}

std::optional<Time> next_delivery_due(Db& db, Time now)
{
    // Two steps along the index, however many rows wait.
    constexpr auto sql = R"(
        SELECT min(due) FROM (
            SELECT min(due) AS due FROM deliveries WHERE state = 0 AND priority = 0 AND due > $1
            UNION ALL
            SELECT min(due) AS due FROM deliveries WHERE state = 0 AND priority = 1 AND due > $1))";
    return db.query_one(sql, now)->get<std::optional<Time>>(0);
}

std::optional<model::Delivery> find_delivery(Db& db, model::DeliveryId id)
{
    constexpr auto sql = R"(
        SELECT id, mailing, member, recipient, state, due, attempts, reply
          FROM deliveries
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_delivery(*row)} : std::nullopt;
}

std::vector<model::Delivery> deliveries_of(Db& db, model::MailingId id, model::DeliveryId after,
                                           int limit)
{
    constexpr auto sql = R"(
        SELECT id, mailing, member, recipient, state, due, attempts, reply
          FROM deliveries
         WHERE mailing = $1 AND id > $2
         ORDER BY id
         LIMIT $3)";
    std::vector<model::Delivery> deliveries;
    for (const Row& row : db.query(sql, id, after, limit))
        deliveries.push_back(to_delivery(row));
    return deliveries;
}

}  // namespace colporteur::store
