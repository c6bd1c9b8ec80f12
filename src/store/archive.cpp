// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/archive.hpp"

namespace colporteur::store {
namespace {

/// Of the columns of `archive` without `distributed`, in the order that each statement has.
model::Archived to_archived(const Row& row)
{
    return {
        .id = row.get<model::ArchiveId>(0),
        .list = row.get<model::ListId>(1),
        .number = row.get<std::int64_t>(2),
        .original = row.get<model::MessageKey>(3),
        .message_id = row.get<std::string>(4),
        .permalink = row.get<std::string>(5),
        .in_reply_to = row.get<std::string>(6),
        .thread = row.get<std::string>(7),
        .subject = row.get<std::string>(8),
        .author = row.get<std::string>(9),
        .person = row.get<std::optional<model::PersonId>>(10),
        .topics = row.get<std::uint64_t>(11),
        .listed = row.get<bool>(12),
        .at = row.get<Time>(13),
    };
}

std::vector<model::Archived> to_archived(const std::vector<Row>& rows)
{
    std::vector<model::Archived> posts;
    posts.reserve(rows.size());
    for (const Row& row : rows)
        posts.push_back(to_archived(row));
    return posts;
}

std::optional<model::Archived> first_of(const std::optional<Row>& row)
{
    return row ? std::optional{to_archived(*row)} : std::nullopt;
}

}  // namespace

std::int64_t next_number(Db& db, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT 1 + max((SELECT coalesce(max(number), 0) FROM archive WHERE list = $1),
                       (SELECT coalesce(max(number), 0) FROM removed_posts WHERE list = $1)))";
    return db.query_one(sql, list)->get<std::int64_t>(0);
}

model::ArchiveId add_archived(Tx& tx, const model::Archived& post, std::string_view distributed)
{
    constexpr auto sql = R"(
        INSERT INTO archive (list, number, original, distributed, message_id, permalink,
                             in_reply_to, thread, subject, author, person, topics, listed, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        RETURNING id)";
    return tx.db()
        .query_one(sql, post.list, post.number, post.original, Blob{distributed}, post.message_id,
                   post.permalink, post.in_reply_to, post.thread, post.subject, post.author,
                   post.person, post.topics, post.listed, post.at)
        ->get<model::ArchiveId>(0);
}

std::string distributed_octets(Db& db, model::ArchiveId id)
{
    const auto row = db.query_one("SELECT distributed FROM archive WHERE id = $1", id);
    return row ? row->get<std::string>(0) : "";
}

std::size_t distributed_size(Db& db, model::ArchiveId id)
{
    const auto row = db.query_one("SELECT length(distributed) FROM archive WHERE id = $1", id);
    return row ? static_cast<std::size_t>(row->get<std::int64_t>(0)) : 0;
}

std::optional<model::Archived> find_archived(Db& db, model::ListId list, std::int64_t number)
{
    return first_of(
        db.query_one("SELECT * FROM archived WHERE list = $1 AND number = $2", list, number));
}

std::optional<model::Archived> find_archived(Db& db, model::ListId list, std::string_view permalink)
{
    constexpr auto sql = R"(
        SELECT * FROM archived WHERE list = $1 AND permalink = $2 ORDER BY number DESC LIMIT 1)";
    return first_of(db.query_one(sql, list, permalink));
}

std::optional<model::Archived> find_archived(Db& db, model::ArchiveId id)
{
    return first_of(db.query_one("SELECT * FROM archived WHERE id = $1", id));
}

std::vector<model::Archived> archived_between(Db& db, model::ListId list, std::int64_t first,
                                              std::int64_t last, int limit, Posts which)
{
    constexpr auto sql = R"(
        SELECT * FROM archived
         WHERE list = $1 AND number >= $2 AND number <= $3 AND listed >= $5
         ORDER BY number
         LIMIT $4)";
    return to_archived(db.query(sql, list, first, last, limit, which == Posts::listed));
}

std::optional<model::Archived> nearest_archived(Db& db, model::ListId list, std::int64_t number)
{
    constexpr auto sql = R"(
        SELECT * FROM archived
         WHERE list = $1 AND listed = 1
         ORDER BY abs(number - $2), number DESC
         LIMIT 1)";
    return first_of(db.query_one(sql, list, number));
}

std::vector<model::Archived> archived_in(Db& db, model::ListId list, Time from, Time until,
                                         int limit)
{
    constexpr auto sql = R"(
        SELECT * FROM archived
         WHERE list = $1 AND at >= $2 AND at < $3 AND listed = 1
         ORDER BY at, number
         LIMIT $4)";
    return to_archived(db.query(sql, list, from, until, limit));
}

std::vector<model::Archived> newest_archived(Db& db, model::ListId list, int limit)
{
    constexpr auto sql = R"(
        SELECT * FROM archived WHERE list = $1 AND listed = 1 ORDER BY number DESC LIMIT $2)";
    return to_archived(db.query(sql, list, limit));
}

std::vector<model::Archived> archived_thread(Db& db, model::ListId list, std::string_view thread,
                                             int limit)
{
    constexpr auto sql = R"(
        SELECT * FROM archived
         WHERE list = $1 AND thread = $2 AND listed = 1
         ORDER BY number
         LIMIT $3)";
    return to_archived(db.query(sql, list, thread, limit));
}

std::vector<model::Archived> archived_of(Db& db, model::PersonId person)
{
    return to_archived(db.query("SELECT * FROM archived WHERE person = $1 ORDER BY id", person));
}

std::optional<ArchiveSpan> archive_span(Db& db, model::ListId list)
{
    constexpr auto sql = "SELECT min(at), max(at) FROM archive WHERE list = $1 AND listed = 1";
    const auto row = db.query_one(sql, list);
    const auto first = row->get<std::optional<Time>>(0);
    return first ? std::optional{ArchiveSpan{*first, row->get<Time>(1)}} : std::nullopt;
}

std::optional<Time> last_posted(Db& db, model::ListId list)
{
    return db.query_one("SELECT max(at) FROM archive WHERE list = $1", list)
        ->get<std::optional<Time>>(0);
}

std::int64_t count_archived(Db& db, model::ListId list, Time from, Time until, Posts which)
{
    constexpr auto sql =
        "SELECT count(*) FROM archive WHERE list = $1 AND at >= $2 AND at < $3 AND listed >= $4";
    return db.query_one(sql, list, from, until, which == Posts::listed)->get<std::int64_t>(0);
}

void disown_archived(Tx& tx, model::ArchiveId id, std::string_view octets)
{
    constexpr auto row = R"(
        UPDATE archive SET author = '', person = NULL, message_id = '', distributed = $2
         WHERE id = $1)";
    constexpr auto original = R"(
        UPDATE messages SET octets = $2 WHERE id = (SELECT original FROM archive WHERE id = $1))";
    tx.db().run(row, id, Blob{octets});
    tx.db().run(original, id, Blob{octets});
}

void join_threads(Tx& tx, model::ListId list, std::string_view from, std::string_view to)
{
    tx.db().run("UPDATE archive SET thread = $3 WHERE list = $1 AND thread = $2", list, from, to);
}

std::vector<model::ArchiveId> archived_before(Db& db, model::ListId list, Time before, int limit)
{
    constexpr auto sql = R"(
        SELECT id FROM archive
         WHERE list = $1 AND at < $2
           AND number <= coalesce((SELECT min(owed_after) FROM members
                                    WHERE list = $1 AND state = 0 AND owed_after IS NOT NULL),
                                  number)
         ORDER BY at
         LIMIT $3)";
    std::vector<model::ArchiveId> ids;
    for (const Row& row : db.query(sql, list, before, limit))
        ids.push_back(row.get<model::ArchiveId>(0));
    return ids;
}

void remove_archived(Tx& tx, model::ArchiveId id, Time now)
{
    constexpr auto remember = R"(
        INSERT INTO removed_posts (list, number, permalink, at)
        SELECT list, number, permalink, $2 FROM archive WHERE id = $1
        ON CONFLICT DO NOTHING)";
    tx.db().run(remember, id, now);
    tx.db().run("DELETE FROM archive WHERE id = $1", id);
}

bool was_removed(Db& db, model::ListId list, std::string_view permalink)
{
    constexpr auto sql = "SELECT 1 FROM removed_posts WHERE list = $1 AND permalink = $2";
    return db.query_one(sql, list, permalink).has_value();
}

}  // namespace colporteur::store
