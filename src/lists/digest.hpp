// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "model/list.hpp"
#include "model/person.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "store/digests.hpp"

namespace colporteur::lists {

/// The posts that wait for a list's digest, and when it goes.
struct NextDigest {
    store::PostsOwed owed;
    std::optional<Time> due;  ///< in the past when it is late; nothing when no day is listed
};

/// Nothing when no reader of digests is owed anything.
std::optional<NextDigest> next_digest(store::Db& db, const model::Site& site,
                                      const model::List& list, Time now);

/// Whether some list's digest is due. Writes nothing.
bool digest_is_due(store::Db& db, const model::Site& site, Time now);

/// Makes the digests that are due, of at most so many lists: each reader gets the posts that they
/// have not had, in the form they want, in one mail or in several when they are many; never an
/// empty one. A list whose last issue is still being addressed waits for that. Returns the number
/// of mails made.
int send_digests(store::Tx& tx, const model::Site& site, int lists_at_once, Time now);

/// The same for one list at once, whatever its schedule says. Returns 0 when nobody is owed
/// anything, or when an issue is still being addressed.
int send_digest(store::Tx& tx, const model::Site& site, const model::List& list, Time now);

/// To be called before a member who had digests (`member`: as they are until then) wants them no
/// more: what they are owed comes in a last one, to them alone; posts that are still being
/// addressed will come to them as they want them then. Nothing for those who want nothing now.
void last_digest(store::Tx& tx, const model::Site& site, const model::List& list,
                 const model::Member& member, Time now);

}  // namespace colporteur::lists
