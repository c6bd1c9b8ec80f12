// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/settings.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

std::vector<model::Change> to_changes(const std::vector<Row>& rows)
{
    std::vector<model::Change> changes;
    changes.reserve(rows.size());
    for (const Row& row : rows)
        changes.push_back({row.get<std::optional<model::ListId>>(0),
                           row.get<std::optional<model::DomainId>>(1), row.get<std::string>(2),
                           row.get<std::string>(3), row.get<std::string>(4),
                           row.get<std::string>(5), row.get<model::Way>(6), row.get<Time>(7)});
    return changes;
}

}  // namespace

SettingRows setting_rows(Db& db, model::ListId list)
{
    SettingRows rows;
    for (const Row& row : db.query("SELECT name, value FROM list_settings WHERE list = $1", list))
        rows[row.get<std::string>(0)] = row.get<std::string>(1);
    return rows;
}

void put_setting(Tx& tx, model::ListId list, std::string_view key,
                 const std::optional<std::string>& value)
{
    constexpr auto put = R"(
        INSERT INTO list_settings (list, name, value) VALUES ($1, $2, $3)
        ON CONFLICT (list, name) DO UPDATE SET value = excluded.value)";
    if (value)
        tx.db().run(put, list, key, *value);
    else
        tx.db().run("DELETE FROM list_settings WHERE list = $1 AND name = $2", list, key);
}

void add_change(Tx& tx, const model::Change& change)
{
    constexpr auto sql = R"(
        INSERT INTO changes (list, domain, what, before, after, who, way, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))";
    tx.db().run(sql, change.list, change.domain, change.what, change.before, change.after,
                change.who, change.way, change.at);
}

std::vector<model::Change> changes_of(Db& db, model::ListId list, int limit)
{
    constexpr auto sql = R"(
        SELECT list, domain, what, before, after, who, way, at FROM changes
         WHERE list = $1
         ORDER BY id DESC
         LIMIT $2)";
    return to_changes(db.query(sql, list, limit));
}

std::vector<model::Change> changes_by(Db& db, const mail::Address& address)
{
    constexpr auto sql = R"(
        SELECT list, domain, what, before, after, who, way, at FROM changes
         WHERE lower(who) = $1
         ORDER BY id)";
    return to_changes(db.query(sql, to_lower(address.text())));
}

}  // namespace colporteur::store
