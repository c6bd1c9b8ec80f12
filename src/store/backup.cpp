// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/backup.hpp"

namespace colporteur::store {

void copy_database(Db& db, const std::string& path)
{
    // One snapshot from first to last page: SQLite's backup API would start again with each commit
    // of a server that runs.
    db.run("VACUUM INTO $1", path);
}

}  // namespace colporteur::store
