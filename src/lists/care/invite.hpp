// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/care/actor.hpp"
#include "lists/subscription.hpp"
#include "mail/address.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// What became of an invitation. Whoever may not see the members of the list must be told the same
/// of `invited`, `already`, `barred` and `lately`.
enum class Invited {
    invited,
    already,   ///< is on the list
    barred,    ///< blocked, or wants none
    lately,    ///< had one to this list within 30 days
    too_many,  ///< the inviter has sent 20 today
    closed,    ///< the list is
    silenced,  ///< the guest gets too many mails from us today (SEC-03)
};

/// Mails the guest: who invites, to what. Their answer is their consent; no answer, and they stay
/// what they are. `actor.name` is counted.
Invited invite(store::Tx& tx, const model::Site& site, const model::List& list,
               const mail::Mailbox& guest, const Actor& actor, Time now);

/// The guest says yes: subscribed and welcomed, whatever the list's policy says about those whom
/// nobody has invited. False: they are on the list, or are blocked by now.
bool accept_invitation(store::Tx& tx, const model::Site& site, const model::List& list,
                       const model::Request& request, const Evidence& evidence, Time now);

/// The guest says no. `never_again`: nobody here may invite or add them any more, by their own wish
/// (RGPD-07).
void decline_invitation(store::Tx& tx, const model::Site& site, const model::Request& request,
                        bool never_again, Time now);

}  // namespace colporteur::lists
