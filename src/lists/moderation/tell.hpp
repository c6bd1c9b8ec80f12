// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: what those are told who wait for the moderators. Machines are told nothing,
// nobody more than twenty mails a day (3834-01, SEC-03, trap 11).
#pragma once

#include <string>
#include <string_view>

#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "policy/judge.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// It waits: the post, or the wish. Of one list at most once in ten minutes.
void tell_waits(store::Tx& tx, const model::Site& site, const model::List& list,
                const model::Held& held, Time now);

/// What became of it: `held.outcome` tells. Accepted wishes have their own mail (welcome, goodbye).
/// `recipients`: of an accepted post. `reason`: of a rejection.
void tell_outcome(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Held& held, std::int64_t recipients, std::string_view reason,
                  Time now);

/// Somebody who cannot join or leave, by the list's policy: its words and reasons. A verdict
/// without any says no more than that it cannot be done.
struct Refused {
    bool leaving = false;
    mail::Mailbox to;
    std::string language{};
    std::string in_reply_to{};
};

void tell_refused(store::Tx& tx, const model::Site& site, const model::List& list,
                  const Refused& refused, const policy::Judgement& judgement, Time now);

/// The owners, when a policy says `and notify`: somebody joined, or left.
void tell_owners(store::Tx& tx, const model::Site& site, const model::List& list,
                 const mail::Mailbox& who, bool joined, Time now);

}  // namespace colporteur::lists
