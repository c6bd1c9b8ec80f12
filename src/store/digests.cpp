// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/digests.hpp"

namespace colporteur::store {

std::optional<DigestIssue> last_issue(Db& db, model::ListId list)
{
    const auto row = db.query_one("SELECT issue, last, at FROM digests WHERE list = $1", list);
    if (!row)
        return std::nullopt;
    return DigestIssue{row->get<std::int64_t>(0), row->get<std::int64_t>(1), row->get<Time>(2)};
}

void note_issue(Tx& tx, model::ListId list, const DigestIssue& issue)
{
    constexpr auto sql = R"(
        INSERT INTO digests (list, issue, last, at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (list) DO UPDATE SET issue = excluded.issue, last = excluded.last,
               at = excluded.at)";
    tx.db().run(sql, list, issue.number, issue.last, issue.at);
}

bool issue_under_way(Db& db, model::ListId list)
{
    // "+": by the index of what is being addressed, not through all mailings of the list
    constexpr auto sql = R"(
        SELECT 1 FROM mailings
         WHERE next_member IS NOT NULL AND +list = $1 AND owed_after IS NOT NULL
         LIMIT 1)";
    return db.query_one(sql, list).has_value();
}

std::optional<PostsOwed> posts_owed(Db& db, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT count(*), coalesce(sum(length(distributed)), 0), max(number), min(at) FROM archive
         WHERE list = $1 AND number > (
               SELECT min(owed_after) FROM members
                WHERE list = $1 AND state = 0 AND owed_after IS NOT NULL))";
    const auto row = db.query_one(sql, list);
    if (row->get<std::int64_t>(0) == 0)
        return std::nullopt;
    return PostsOwed{row->get<std::int64_t>(0), row->get<std::int64_t>(1),
                     row->get<std::int64_t>(2), row->get<Time>(3)};
}

std::vector<model::ListId> lists_owing_posts(Db& db)
{
    constexpr auto sql = R"(
        SELECT l.id FROM lists l
         WHERE (SELECT min(m.owed_after) FROM members m
                 WHERE m.list = l.id AND m.state = 0 AND m.owed_after IS NOT NULL)
               < (SELECT max(a.number) FROM archive a WHERE a.list = l.id)
         ORDER BY l.id)";
    std::vector<model::ListId> lists;
    for (const Row& row : db.query(sql))
        lists.push_back(row.get<model::ListId>(0));
    return lists;
}

std::int64_t count_digest_readers(Db& db, model::ListId list)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM members WHERE list = $1 AND state = 0 AND owed_after IS NOT NULL)";
    return db.query_one(sql, list)->get<std::int64_t>(0);
}

std::int64_t count_owed_readers(Db& db, model::ListId list, std::int64_t last)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM members
         WHERE list = $1 AND state = 0 AND owed_after IS NOT NULL AND owed_after < $2)";
    return db.query_one(sql, list, last)->get<std::int64_t>(0);
}

std::vector<DigestGroup> digest_groups(Db& db, model::ListId list, std::int64_t last)
{
    constexpr auto sql = R"(
        SELECT DISTINCT owed_after, reception FROM members
         WHERE list = $1 AND state = 0 AND owed_after IS NOT NULL AND owed_after < $2
         ORDER BY owed_after, reception)";
    std::vector<DigestGroup> groups;
    for (const Row& row : db.query(sql, list, last))
        groups.push_back({row.get<model::Reception>(1), row.get<std::int64_t>(0)});
    return groups;
}

std::vector<DigestPost> digest_posts(Db& db, model::ListId list, std::int64_t after,
                                     std::int64_t last)
{
    constexpr auto sql = R"(
        SELECT id, number, length(distributed), CASE WHEN listed THEN permalink ELSE '' END, at
          FROM archive
         WHERE list = $1 AND number > $2 AND number <= $3
         ORDER BY number)";
    std::vector<DigestPost> posts;
    for (const Row& row : db.query(sql, list, after, last))
        posts.push_back({row.get<model::ArchiveId>(0), row.get<std::int64_t>(1),
                         row.get<std::size_t>(2), row.get<std::string>(3), row.get<Time>(4)});
    return posts;
}

}  // namespace colporteur::store
