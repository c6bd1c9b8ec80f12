// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/held.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

model::Held to_held(const Row& row)
{
    return {
        .id = row.get<model::HeldId>(0),
        .kind = row.get<model::HeldKind>(1),
        .list = row.get<model::ListId>(2),
        .for_owners = row.get<bool>(3),
        .message = row.get<std::optional<model::MessageKey>>(4),
        .address = row.get<mail::Address>(5),
        .name = row.get<std::string>(6),
        .language = row.get<std::string>(7),
        .wording = row.get<std::string>(8),
        .evidence = row.get<std::string>(9),
        .way = row.get<model::Way>(10),
        .reasons = row.get<std::string>(11),
        .created = row.get<Time>(12),
        .expires = row.get<Time>(13),
        .reminded = row.get<std::optional<Time>>(14),
        .done = row.get<std::optional<Time>>(15),
        .outcome = row.get<std::string>(16),
        .decided_by = row.get<std::string>(17),
    };
}

std::vector<model::Held> to_held(const std::vector<Row>& rows)
{
    std::vector<model::Held> held;
    held.reserve(rows.size());
    for (const Row& row : rows)
        held.push_back(to_held(row));
    return held;
}

}  // namespace

model::HeldId add_held(Tx& tx, const model::Held& held)
{
    constexpr auto sql = R"(
        INSERT INTO held (kind, list, for_owners, message, address, name, language, wording,
                          evidence, way, reasons, created, expires)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        RETURNING id)";
    return tx.db()
        .query_one(sql, held.kind, held.list, held.for_owners, held.message, held.address,
                   held.name, held.language, held.wording, held.evidence, held.way, held.reasons,
                   held.created, held.expires)
        ->get<model::HeldId>(0);
}

std::optional<model::Held> find_held(Db& db, model::HeldId id)
{
    const auto row = db.query_one("SELECT * FROM held WHERE id = $1", id);
    return row ? std::optional{to_held(*row)} : std::nullopt;
}

bool decide_held(Tx& tx, model::HeldId id, std::string_view outcome, std::string_view decided_by,
                 Time now)
{
    constexpr auto sql = R"(
        UPDATE held SET done = $2, outcome = $3, decided_by = $4
         WHERE id = $1 AND done IS NULL)";
    return tx.db().run(sql, id, now, outcome, decided_by) == 1;
}

std::vector<model::Held> open_held(Db& db, std::optional<model::ListId> list)
{
    constexpr auto of_list = "SELECT * FROM held WHERE done IS NULL AND list = $1 ORDER BY id";
    constexpr auto of_all = "SELECT * FROM held WHERE done IS NULL ORDER BY id";
    return to_held(list ? db.query(of_list, *list) : db.query(of_all));
}

std::optional<model::Held> find_wish(Db& db, model::ListId list, model::HeldKind kind,
                                     const mail::Address& address)
{
    constexpr auto sql = R"(
        SELECT * FROM held
         WHERE done IS NULL AND list = $1 AND kind = $2 AND lower(address) = $3)";
    const auto row = db.query_one(sql, list, kind, to_lower(address.text()));
    return row ? std::optional{to_held(*row)} : std::nullopt;
}

std::vector<model::ListId> lists_to_remind(Db& db, Time before)
{
    constexpr auto sql = R"(
        SELECT DISTINCT list FROM held
         WHERE done IS NULL AND coalesce(reminded, created) <= $1
         ORDER BY list)";
    std::vector<model::ListId> lists;
    for (const Row& row : db.query(sql, before))
        lists.push_back(row.get<model::ListId>(0));
    return lists;
}

std::vector<model::Held> lapsed_held(Db& db, int limit)
{
    constexpr auto sql = R"(
        SELECT * FROM held
         WHERE done IS NOT NULL AND outcome = 'expired' AND (reminded IS NULL OR reminded < done)
         ORDER BY list, id LIMIT $1)";
    return to_held(db.query(sql, limit));
}

std::vector<model::Held> held_of(Db& db, const mail::Address& address)
{
    constexpr auto sql = "SELECT * FROM held WHERE lower(address) = $1 ORDER BY id";
    return to_held(db.query(sql, to_lower(address.text())));
}

std::vector<model::Held> expired_held(Db& db, Time now, int limit)
{
    constexpr auto sql =
        "SELECT * FROM held WHERE done IS NULL AND expires <= $1 ORDER BY expires LIMIT $2";
    return to_held(db.query(sql, now, limit));
}

void note_reminded(Tx& tx, model::HeldId id, Time now)
{
    tx.db().run("UPDATE held SET reminded = $2 WHERE id = $1", id, now);
}

}  // namespace colporteur::store
