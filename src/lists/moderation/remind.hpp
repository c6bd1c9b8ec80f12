// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to held posts and wishes by themselves, called every minute.
#pragma once

#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// One mail to each moderator with all that waits longer than its list's remind_moderators, each
/// thing with a fresh token, again every so many days; from the second time on to the owners as
/// well, who stand in for moderators that are away. The same mail tells, once, what lapsed without
/// a decision. At most `limit` things at once. Returns how many mails were queued.
int remind_moderators(store::Tx& tx, const model::Site& site, int limit, Time now);

/// Ends what nobody decided about in time (Settings::held_for); its author is told once, the
/// moderators in the next reminder. At most `limit` at once; returns how many.
int expire_held(store::Tx& tx, const model::Site& site, int limit, Time now);

/// Whether one of the two has something to do at `now`: for looking without writing.
bool moderation_is_due(store::Db& db, Time now);

}  // namespace colporteur::lists
