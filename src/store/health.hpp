// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// What `colporteur doctor` asks of the database.
struct Health {
    std::string damage{};          ///< what quick_check found first; "" when the file is sound
    std::int64_t schema = 0;       ///< its version
    std::int64_t quarantined = 0;  ///< jobs
    std::int64_t copies_waiting = 0;
    std::optional<Time> oldest_copy_waiting{};  ///< when its mailing was made
};

Health examine(Db& db);

/// What is wrong with the file, or "" when it is sound. Reads all of it: seconds when it is large.
std::string find_damage(Db& db);

}  // namespace colporteur::store
