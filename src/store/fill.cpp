// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows come into the ledger.
#include "store/archive.hpp"
#include "store/ledger.hpp"
#include "store/people.hpp"

namespace colporteur::store {
namespace {

/// A mailing that is not complete, and how far it has come.
struct Filling {
    model::MailingId mailing{};
    model::ListId list{};
    model::Priority priority{};
    model::MemberId done{};  ///< the last one who has a row
    model::MemberId last{};
    std::int64_t number = 0;  ///< of the last post in a digest
    bool digest = false;
};

std::optional<Filling> next_filling(Db& db)
{
    constexpr auto sql = R"(
        SELECT id, list, priority, next_member, last_member, number, owed_after IS NOT NULL
          FROM mailings
         WHERE next_member IS NOT NULL
         ORDER BY id
         LIMIT 1)";
    const auto row = db.query_one(sql);
    if (!row)
        return std::nullopt;
    return Filling{row->get<model::MailingId>(0),
                   row->get<model::ListId>(1),
                   row->get<model::Priority>(2),
                   row->get<model::MemberId>(3),
                   row->get<model::MemberId>(4),
                   row->get<std::int64_t>(5),
                   row->get<bool>(6)};
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

/// Each member's row goes into the one form of the letter that fits how they want their posts at
/// this moment, so that a change of mind meanwhile neither loses nor doubles a post. A form of
/// single posts that nobody wanted when the letter was made is not there: who has come to want it
/// since gets the usual one. A digest too large for one mail is several of the same form.
void fill_up_to(Tx& tx, const Filling& filling, model::MemberId end, Time now)
{
    // The forms are read once, not for each member: their columns stand behind the octets.
    constexpr auto sql = R"(
        WITH forms AS MATERIALIZED (
            SELECT id, reception, topics, author, owed_after FROM mailings WHERE leader = $1)
        INSERT INTO deliveries (mailing, member, recipient, destination, priority, due)
        SELECT g.id, m.id, p.address, coalesce(t.destination, 0), $2, $3
          FROM members m
               CROSS JOIN forms g
               JOIN people p ON p.id = m.person
               LEFT JOIN destination_domains t ON t.domain = p.domain
         WHERE m.list = $4 AND m.state = 0 AND m.id > $5 AND m.id <= $6
           AND g.owed_after IS NOT DISTINCT FROM m.owed_after
           AND g.reception = CASE WHEN m.reception BETWEEN 1 AND 3  -- notice, text, links
                                   AND m.reception NOT IN (SELECT reception FROM forms) THEN 0
                                  ELSE m.reception END
           AND (m.suspended_from IS NULL OR m.suspended_from > $3 OR m.suspended_until <= $3)
           AND (m.topics = 0 OR g.topics = 0 OR (m.topics & g.topics) <> 0)
           AND (m.own_posts = 1 OR g.author IS NULL OR coalesce(p.main, p.id) <> g.author)
           AND (m.named_copies = 1
                OR NOT EXISTS (SELECT 1 FROM named n WHERE n.mailing = $1 AND n.person = m.person))
         ORDER BY m.id)";
    tx.db().run(sql, filling.mailing, filling.priority, now, filling.list, filling.done, end);
}

/// Those for whom there was a digest have had its posts, also those who want nothing for a while.
/// Whoever has changed their mind since it was made still waits for them.
void settle_debts(Tx& tx, const Filling& filling, model::MemberId end)
{
    constexpr auto sql = R"(
        UPDATE members SET owed_after = $1
         WHERE list = $2 AND state = 0 AND id > $3 AND id <= $4
           AND (reception, owed_after) IN (
               SELECT reception, owed_after FROM mailings WHERE leader = $5))";
    tx.db().run(sql, filling.number, filling.list, filling.done, end, filling.mailing);
}

model::DeliveryId add_row(Tx& tx, const model::Mailing& mailing,
                          std::optional<model::MemberId> member, const mail::Address& recipient,
                          Time due)
{
    constexpr auto sql = R"(
        INSERT INTO deliveries (mailing, member, recipient, destination, priority, due)
        VALUES ($1, $2, $3,
                coalesce((SELECT destination FROM destination_domains WHERE domain = $4), 0),
                $5, $6)
        RETURNING id)";
    return tx.db()
        .query_one(sql, mailing.id, member, recipient, recipient.domain(), mailing.priority, due)
        ->get<model::DeliveryId>(0);
}

}  // namespace

std::int64_t address_to_members(Tx& tx, model::MailingId id, model::ListId list)
{
    constexpr auto last = "SELECT max(id) FROM members WHERE list = $1 AND state = 0";
    const auto end = tx.db().query_one(last, list)->get<std::optional<model::MemberId>>(0);
    if (end)
        tx.db().run(
            "UPDATE mailings SET leader = id, next_member = 0, last_member = $2 WHERE id = $1", id,
            *end);
    return count_readers(tx, list);
}

void add_named(Tx& tx, model::MailingId leader, model::PersonId address)
{
    tx.db().run("INSERT INTO named (mailing, person) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                leader, address);
}

std::vector<model::Reception> unusual_receptions(Db& db, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT DISTINCT reception FROM members
         WHERE list = $1 AND state = 0 AND reception <> 0
         ORDER BY reception)";
    std::vector<model::Reception> receptions;
    for (const Row& row : db.query(sql, list))
        receptions.push_back(row.get<model::Reception>(0));
    return receptions;
}

std::vector<model::Audience> audiences(Db& db, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT DISTINCT reception, owed_after FROM members
         WHERE list = $1 AND state = 0
         ORDER BY reception, owed_after)";
    std::vector<model::Audience> all;
    for (const Row& row : db.query(sql, list))
        all.push_back({.reception = row.get<model::Reception>(0),
                       .owed_after = row.get<std::optional<std::int64_t>>(1)});
    return all;
}

std::int64_t count_readers(Db& db, model::ListId list)
{
    constexpr auto without = R"(
        SELECT count(*) FROM members
         WHERE list = $1 AND state = 0 AND reception <> 0 AND reception >= $2)";
    return count_members(db, list) -
           db.query_one(without, list, model::Reception::digest)->get<std::int64_t>(0);
}

std::int64_t dealt_with(Db& db, model::ListId list, model::MemberId member)
{
    constexpr auto waiting = R"(
        SELECT min(number) FROM mailings
         WHERE next_member IS NOT NULL AND +list = $1 AND owed_after IS NULL AND number > 0
           AND next_member < $2 AND $2 <= last_member)";
    const auto first = db.query_one(waiting, list, member)->get<std::optional<std::int64_t>>(0);
    return first.value_or(next_number(db, list)) - 1;
}

bool fill_mailings(Tx& tx, int limit, Time now)
{
    const auto filling = next_filling(tx);
    if (!filling)
        return false;
    auto end = end_of_step(tx, *filling, limit);
    if (end)
        fill_up_to(tx, *filling, *end, now);
    if (end && filling->digest)
        settle_debts(tx, *filling, *end);
    if (end == filling->last)
        end = std::nullopt;
    tx.db().run("UPDATE mailings SET next_member = $2 WHERE id = $1", filling->mailing, end);
    return true;
}

model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing,
                               const mail::Address& recipient, Time due)
{
    return add_row(tx, mailing, std::nullopt, recipient, due);
}

model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing, const model::Member& member,
                               Time due)
{
    return add_row(tx, mailing, member.id, member.person.address, due);
}

}  // namespace colporteur::store
