// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "store/db.hpp"

namespace colporteur::store {

/// Writes the database as it is at this moment to a new file at `path`, while others go on reading
/// and writing. Not synced. Throws Failure: the file exists, the disk is full.
void copy_database(Db& db, const std::string& path);

}  // namespace colporteur::store
