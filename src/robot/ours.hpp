// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "mail/address.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::robot {

/// The automaton or a list of ours: as the sender of a mail forged, or a loop; nobody's mailbox.
bool is_ours(store::Db& db, const model::Site& site, const mail::Address& address);

}  // namespace colporteur::robot
