// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Tells the authors of finished letters, once, when some reader did not get theirs: how many, and
/// what the servers said, by domain, without any address. At most `limit` letters; returns how many
/// mails were queued.
int report_letters(store::Tx& tx, const model::Site& site, int limit, Time now);

}  // namespace colporteur::lists
