// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/blocks.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

std::vector<Block> to_blocks(const std::vector<Row>& rows)
{
    std::vector<Block> blocks;
    blocks.reserve(rows.size());
    for (const Row& row : rows)
        blocks.push_back({row.get<model::BlockId>(0), row.get<model::DomainId>(1),
                          row.get<std::optional<model::ListId>>(2), row.get<std::string>(3),
                          row.get<std::string>(4), row.get<std::string>(5), row.get<Time>(6)});
    return blocks;
}

}  // namespace

void add_block(Tx& tx, const Block& block)
{
    constexpr auto sql = R"(
        INSERT INTO blocks (domain, list, pattern, note, who, at)
        SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM blocks WHERE domain = $1 AND pattern = $3
                              AND list IS NOT DISTINCT FROM $2))";
    tx.db().run(sql, block.domain, block.list, block.pattern, block.note, block.who, block.at);
}

bool remove_block(Tx& tx, model::DomainId domain, std::optional<model::ListId> list,
                  std::string_view pattern)
{
    constexpr auto sql = R"(
        DELETE FROM blocks
         WHERE domain = $1 AND list IS NOT DISTINCT FROM $2 AND pattern = $3)";
    return tx.db().run(sql, domain, list, pattern) > 0;
}

std::vector<Block> blocks_for(Db& db, model::DomainId domain, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT id, domain, list, pattern, note, who, at FROM blocks
         WHERE domain = $1 AND (list IS NULL OR list = $2)
         ORDER BY pattern, id)";
    return to_blocks(db.query(sql, domain, list));
}

std::vector<Block> blocks_of(Db& db, model::DomainId domain, std::optional<model::ListId> list)
{
    constexpr auto sql = R"(
        SELECT id, domain, list, pattern, note, who, at FROM blocks
         WHERE domain = $1 AND list IS NOT DISTINCT FROM $2
         ORDER BY pattern, id)";
    return to_blocks(db.query(sql, domain, list));
}

std::vector<Block> blocks_naming(Db& db, const mail::Address& address)
{
    constexpr auto sql = R"(
        SELECT id, domain, list, pattern, note, who, at FROM blocks
         WHERE lower(pattern) = $1
         ORDER BY id)";
    return to_blocks(db.query(sql, to_lower(address.text())));
}

void suppress(Tx& tx, std::string_view digest, std::string_view reason, Time now)
{
    constexpr auto sql = R"(
        INSERT INTO suppressions (digest, reason, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)";
    tx.db().run(sql, Blob{digest}, reason, now);
}

void lift_suppression(Tx& tx, std::string_view digest)
{
    tx.db().run("DELETE FROM suppressions WHERE digest = $1", Blob{digest});
}

std::optional<std::string> suppression(Db& db, std::string_view digest)
{
    const auto row =
        db.query_one("SELECT reason FROM suppressions WHERE digest = $1", Blob{digest});
    return row ? std::optional{row->get<std::string>(0)} : std::nullopt;
}

}  // namespace colporteur::store
