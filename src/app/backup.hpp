// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "app/config.hpp"
#include "app/terminal.hpp"

/// A backup is a folder: `colporteur.db`, `keys/`, the delivery journal (`settled.0`, `settled.1`),
/// `colporteur.toml` if there is one, and, written last, `MANIFEST` (see manifest.hpp).
namespace colporteur::app {

struct BackupSize {
    std::size_t files = 0;
    std::uint64_t octets = 0;
};

/// Keeps everything in `folder`, which must be empty or not exist, whether or not a server runs.
/// When it fails, nothing is left behind. `terminal`: whose language errors are in.
Result<BackupSize> make_backup(const Config& config, const std::filesystem::path& folder,
                               const Terminal& terminal);

/// What a restored place would send.
struct Waiting {
    std::int64_t letters = 0;
    std::int64_t readers = 0;  ///< of these letters
    std::int64_t notices = 0;
};

/// Puts a backup into the data directory, all of it or nothing, with all sending paused: its ledger
/// does not know what was sent since. Refused when a file of it is damaged or missing, a server
/// runs, or the directory holds a database. The configuration file is left to people.
Result<Waiting> restore_backup(const Config& config, const std::filesystem::path& folder,
                               const Terminal& terminal, Time now);

}  // namespace colporteur::app
