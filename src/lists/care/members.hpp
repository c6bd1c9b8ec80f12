// SPDX-License-Identifier: AGPL-3.0-or-later
// What owners do to members, on their own word: by mail, on the web, on the command line.
#pragma once

#include "lists/care/actor.hpp"
#include "mail/address.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/person.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Somebody to be subscribed without having been asked by us.
struct Addition {
    mail::Mailbox who;
    bool again = false;  ///< also if they had left: they have asked to come back
    Telling telling = Telling::whole;
};

enum class Added {
    added,
    already,  ///< subscribed before
    left,     ///< had left; only they bring themselves back, or `again`
    blocked,
    suppressed,  ///< their own wish (RGPD-07); only they lift it, by joining
};

/// Subscribes them and records on whose word. They get a mail that says who added them, and any
/// answer to it takes them off again; `brief` says no more than that, since nobody may be on a list
/// without learning of it (GDPR art. 14).
Added add_member(store::Tx& tx, const model::Site& site, const model::List& list,
                 const Addition& addition, const Actor& actor, Time now);

enum class Removed { removed, not_there };

/// Takes that very address off the list and records on whose word; tells them who did it.
Removed remove_member(store::Tx& tx, const model::Site& site, const model::List& list,
                      const mail::Address& address, Telling telling, const Actor& actor, Time now);

enum class Stood { changed, already, not_there };

/// Whether a member's posts wait although the policy lets them pass, or the other way round.
Stood set_standing(store::Tx& tx, const model::List& list, const mail::Address& address,
                   model::Standing standing, const Actor& actor, Time now);

}  // namespace colporteur::lists
