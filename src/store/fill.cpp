// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows come into the ledger.
#include "store/ledger.hpp"

namespace colporteur::store {
namespace {

/// A mailing that is not complete, and how far it has come.
struct Filling {
    model::MailingId mailing{};
    model::ListId list{};
    model::Priority priority{};
    model::MemberId done{};  ///< the last one who has a row
    model::MemberId last{};
};

std::optional<Filling> next_filling(Db& db)
{
    constexpr auto sql = R"(
        SELECT id, list, priority, next_member, last_member
          FROM mailings
         WHERE next_member IS NOT NULL
         ORDER BY id
         LIMIT 1)";
    const auto row = db.query_one(sql);
    if (!row)
        return std::nullopt;
    return Filling{row->get<model::MailingId>(0), row->get<model::ListId>(1),
                   row->get<model::Priority>(2), row->get<model::MemberId>(3),
                   row->get<model::MemberId>(4)};
}

/// The last member of a step of at most `limit`; nothing when no one is left.
std::optional<model::MemberId> end_of_step(Db& db, const Filling& filling, int limit)
{
    constexpr auto sql = R"(
        SELECT max(id) FROM (
            SELECT id FROM members
             WHERE list = $1 AND state = 0 AND id > $2 AND id <= $3
             ORDER BY id
             LIMIT $4))";
    return db.query_one(sql, filling.list, filling.done, filling.last, limit)
        ->get<std::optional<model::MemberId>>(0);
}

void fill_up_to(Tx& tx, const Filling& filling, model::MemberId end, Time now)
{
    constexpr auto sql = R"(
        INSERT INTO deliveries (mailing, member, recipient, destination, priority, due)
        SELECT $1, m.id, p.address, coalesce(t.destination, 0), $2, $3
          FROM members m
               JOIN people p ON p.id = m.person
               LEFT JOIN destination_domains t ON t.domain = p.domain
         WHERE m.list = $4 AND m.state = 0 AND m.id > $5 AND m.id <= $6
         ORDER BY m.id)";
    tx.db().run(sql, filling.mailing, filling.priority, now, filling.list, filling.done, end);
}

}  // namespace

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
    const auto filling = next_filling(tx);
    if (!filling)
        return false;
    auto end = end_of_step(tx, *filling, limit);
    if (end)
        fill_up_to(tx, *filling, *end, now);
    if (end == filling->last)
        end = std::nullopt;
    tx.db().run("UPDATE mailings SET next_member = $2 WHERE id = $1", filling->mailing, end);
    return true;
}

model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing,
                               const mail::Address& recipient, Time due)
{
    constexpr auto sql = R"(
        INSERT INTO deliveries (mailing, recipient, destination, priority, due)
        VALUES ($1, $2,
                coalesce((SELECT destination FROM destination_domains WHERE domain = $3), 0),
                $4, $5)
        RETURNING id)";
    return tx.db()
        .query_one(sql, mailing.id, recipient, recipient.domain(), mailing.priority, due)
        ->get<model::DeliveryId>(0);
}

}  // namespace colporteur::store
