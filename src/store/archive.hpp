// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/archived.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Which posts are meant: those whose authors asked for no archive are kept, but listed nowhere.
enum class Posts { listed, all };

/// The number that the next post of a list has; never that of a post that was there and is removed.
std::int64_t next_number(Db& db, model::ListId list);

/// `post.id` is not read. `distributed`: the octets as they went out, before what is personal.
model::ArchiveId add_archived(Tx& tx, const model::Archived& post, std::string_view distributed);

/// The octets of a post as it went out.
std::string distributed_octets(Db& db, model::ArchiveId id);

/// How many they are.
std::size_t distributed_size(Db& db, model::ArchiveId id);

std::optional<model::Archived> find_archived(Db& db, model::ListId list, std::int64_t number);

/// Of several posts with one Message-ID, the newest.
std::optional<model::Archived> find_archived(Db& db, model::ListId list,
                                             std::string_view permalink);
std::optional<model::Archived> find_archived(Db& db, model::ArchiveId id);

/// Posts `first` to `last` by number, in that order; at most `limit`.
std::vector<model::Archived> archived_between(Db& db, model::ListId list, std::int64_t first,
                                              std::int64_t last, int limit,
                                              Posts which = Posts::all);

/// The listed post whose number is nearest to `number`, the newer of two.
std::optional<model::Archived> nearest_archived(Db& db, model::ListId list, std::int64_t number);

/// Listed posts from `from` up to and without `until`, oldest first, at most `limit`.
std::vector<model::Archived> archived_in(Db& db, model::ListId list, Time from, Time until,
                                         int limit);

/// The newest listed posts, newest first.
std::vector<model::Archived> newest_archived(Db& db, model::ListId list, int limit);

/// The listed posts of a thread, oldest first, at most `limit`.
std::vector<model::Archived> archived_thread(Db& db, model::ListId list, std::string_view thread,
                                             int limit);

/// Everything that a person wrote, in whichever list, oldest first.
std::vector<model::Archived> archived_of(Db& db, model::PersonId person);

/// When the first and the last of a list's listed posts went out.
struct ArchiveSpan {
    Time first{};
    Time last{};
};

/// Nothing when no post is listed.
std::optional<ArchiveSpan> archive_span(Db& db, model::ListId list);

/// When the last post went out, listed or not.
std::optional<Time> last_posted(Db& db, model::ListId list);

/// How many went out from `from` up to and without `until`.
std::int64_t count_archived(Db& db, model::ListId list, Time from, Time until,
                            Posts which = Posts::listed);

/// The post has no author any more: the row forgets who it was, and `octets` stands in place of the
/// post as it came and as it went out.
void disown_archived(Tx& tx, model::ArchiveId id, std::string_view octets);

/// A late parent has come: those who took the thread `from` for theirs belong to `to`.
void join_threads(Tx& tx, model::ListId list, std::string_view from, std::string_view to);

/// Takes a post away for good; only its number and its permalink are remembered.
void remove_archived(Tx& tx, model::ArchiveId id, Time now);

/// Posts that went out before `before` and that no digest still owes to anybody, at most `limit`.
std::vector<model::ArchiveId> archived_before(Db& db, model::ListId list, Time before, int limit);

/// Whether a post of that permalink was on the list and is removed.
bool was_removed(Db& db, model::ListId list, std::string_view permalink);

}  // namespace colporteur::store
