// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/care/actor.hpp"
#include "mail/address.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// A role of somebody's on a list, given or taken.
struct RoleChange {
    mail::Mailbox who;
    model::Role role = model::Role::owner;
    bool given = true;
    Telling telling = Telling::whole;
};

/// Recorded, and the person told by mail. False: they had it already, or had it not.
/// Code::conflict: the list would have no owner left. On an error nothing is changed.
Result<bool> change_role(store::Tx& tx, const model::Site& site, model::List& list,
                         const RoleChange& change, const Actor& actor, Time now);

}  // namespace colporteur::lists
