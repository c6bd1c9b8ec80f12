// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// The last digest of a list.
struct DigestIssue {
    std::int64_t number = 0;  ///< of the last of its mails; the next one has the next number
    std::int64_t last = 0;    ///< the number of the last post in it
    Time at;
};

/// Nothing when the list never had one.
std::optional<DigestIssue> last_issue(Db& db, model::ListId list);
void note_issue(Tx& tx, model::ListId list, const DigestIssue& issue);

/// Whether an issue of the list is still being addressed (fill_mailings).
bool issue_under_way(Db& db, model::ListId list);

/// The posts that some reader of digests is owed, on their lists' archives.
struct PostsOwed {
    std::int64_t posts = 0;
    std::int64_t octets = 0;
    std::int64_t last = 0;  ///< number of the newest
    Time oldest;
};

/// Nothing when every reader of that list's digests has had everything.
std::optional<PostsOwed> posts_owed(Db& db, model::ListId list);

/// The lists where some reader of digests is owed a post, in order of id. Costs two steps along an
/// index for each list, however many members there are.
std::vector<model::ListId> lists_owing_posts(Db& db);

/// How many members of a list wait for digests; of them, how many are owed posts up to `last`.
std::int64_t count_digest_readers(Db& db, model::ListId list);
std::int64_t count_owed_readers(Db& db, model::ListId list, std::int64_t last);

/// The readers of a list who want the same form and had the same post last.
struct DigestGroup {
    model::Reception reception{};
    std::int64_t owed_after = 0;
};

/// The groups that are owed posts up to `last`.
std::vector<DigestGroup> digest_groups(Db& db, model::ListId list, std::int64_t last);

/// A post as far as a digest must know it before it reads it.
struct DigestPost {
    model::ArchiveId id{};
    std::int64_t number = 0;
    std::size_t octets = 0;
    std::string permalink;  ///< "" when it is not listed
    Time at;
};

/// The archived posts of a list after number `after` up to `last`, in order.
std::vector<DigestPost> digest_posts(Db& db, model::ListId list, std::int64_t after,
                                     std::int64_t last);

}  // namespace colporteur::store
