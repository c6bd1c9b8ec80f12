// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "store/db.hpp"

namespace colporteur::lists {

/// Takes posts out of the archives of lists that keep them for some time only
/// (model::Settings::archive_for), when that time is over and no digest still owes them to anybody.
/// At most `limit` posts of each list; returns how many went.
int expire_archives(store::Tx& tx, int limit, Time now);

}  // namespace colporteur::lists
