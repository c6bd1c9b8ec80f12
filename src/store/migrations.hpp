// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "store/db.hpp"

namespace colporteur::store {

/// Brings the schema up to date, step by step, forward only; each step is one transaction. Does
/// nothing when it is. Throws Failure when the database comes from a newer program.
void migrate(Db& db);

}  // namespace colporteur::store
