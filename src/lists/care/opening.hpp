// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists are made, closed and opened again.
#pragma once

#include <string>

#include "lists/care/actor.hpp"
#include "lists/lists.hpp"
#include "lists/permission.hpp"
#include "lists/subscription.hpp"
#include "model/job.hpp"

namespace colporteur::lists {

/// Closes or opens a list; recorded. `telling`: `none` tells nobody; else the other owners get a
/// mail. False: it was so already.
Result<bool> set_open(store::Tx& tx, const model::Site& site, model::List& list, bool open,
                      Telling telling, const Actor& actor, Time now);

/// May they make a list in this domain? `hold`: if a listmaster agrees. Who is blocked in the
/// domain may not.
policy::Verdict may_create(store::Db& db, const model::Site& site, const model::Domain& domain,
                           const Asker& asker, Time now);

/// A list that somebody wants.
struct ListWish {
    std::string name;      ///< before the @
    std::string preset{};  ///< settings/presets.hpp; "" gives a newsletter
    std::string title{};   ///< "" gives the name
    mail::Mailbox owner;
    std::string language{};
};

/// Makes the list, open; its first owner is who asks. Errors of lists::create, in the actor's
/// language; Code::not_found also: no such preset.
Result<model::List> make_list(store::Tx& tx, const model::Site& site, const model::Domain& domain,
                              const ListWish& wish, const Actor& actor, Time now);

/// Makes it closed and hidden, and asks the listmasters (else the site's administrators) whether it
/// may open. Code::too_large: that person has three lists that wait already; Code::unsupported:
/// there is nobody to ask.
Result<model::List> propose_list(store::Tx& tx, const model::Site& site,
                                 const model::Domain& domain, const ListWish& wish,
                                 const Actor& actor, Time now);

/// Whether it waits for the listmasters' word: its owner must not open it themselves.
bool is_proposed(store::Db& db, const model::List& list);

/// A listmaster agrees: the list is open and shown as it was asked for; its owner is told.
void open_new_list(store::Tx& tx, const model::Site& site, model::List list,
                   const model::Held& held, const Actor& actor, Time now);

/// A listmaster does not, or nobody has answered: the list is removed, unless it was opened or has
/// got members meanwhile. Its owner is told, with the reason if there is one, when `telling` says
/// so.
void drop_new_list(store::Tx& tx, const model::Site& site, const model::List& list,
                   const model::Held& held, std::string_view reason, Telling telling, Time now);

/// Decides about a proposed list, once; the same kinds of Outcome as settle().
Outcome settle_list(store::Tx& tx, const model::Site& site, model::HeldId id,
                    const Decision& decision, const std::string& by, Time now);

}  // namespace colporteur::lists
