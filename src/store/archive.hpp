// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/archived.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// The number that the next post of a list has.
std::int64_t next_number(Db& db, model::ListId list);

/// `post.id` is not read. `distributed`: the octets as they went out, before what is personal.
model::ArchiveId add_archived(Tx& tx, const model::Archived& post, std::string_view distributed);

/// The octets of a post as it went out.
std::string distributed_octets(Db& db, model::ArchiveId id);

std::optional<model::Archived> find_archived(Db& db, model::ListId list, std::int64_t number);

/// Of several posts with one Message-ID, the newest.
std::optional<model::Archived> find_archived(Db& db, model::ListId list,
                                             std::string_view permalink);
std::optional<model::Archived> find_archived(Db& db, model::ArchiveId id);

/// Posts `first` to `last` by number, in that order; at most `limit`.
std::vector<model::Archived> archived_between(Db& db, model::ListId list, std::int64_t first,
                                              std::int64_t last, int limit);

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

/// A month of a list, in UTC, and how many listed posts it has.
struct ArchiveMonth {
    std::string month;  ///< "2026-03"
    std::int64_t posts = 0;
};

/// Newest first.
std::vector<ArchiveMonth> archive_months(Db& db, model::ListId list);

/// A late parent has come: those who took the thread `from` for theirs belong to `to`.
void join_threads(Tx& tx, model::ListId list, std::string_view from, std::string_view to);

/// Takes a post away for good.
void remove_archived(Tx& tx, model::ArchiveId id);

}  // namespace colporteur::store
