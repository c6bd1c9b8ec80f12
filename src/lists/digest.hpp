// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/list.hpp"
#include "model/person.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Sends a member who gives up digests what they are owed until now.
void last_digest(store::Tx& tx, const model::Site& site, const model::List& list,
                 const model::Member& member, Time now);

}  // namespace colporteur::lists
