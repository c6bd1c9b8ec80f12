// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace colporteur::app {

/// What the files of a backup are called.
inline constexpr std::string_view backup_manifest = "MANIFEST";
inline constexpr std::string_view backup_database = "colporteur.db";
inline constexpr std::string_view backup_config = "colporteur.toml";
inline constexpr std::string_view backup_journals[] = {"settled.0", "settled.1"};

}  // namespace colporteur::app
