// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "settings/sheet.hpp"
#include "text/translation.hpp"

namespace colporteur::settings {

/// The whole configuration of a list as TOML: groups in their order, above each key what it does in
/// that language, what is as by default behind `# `. read_toml() reads it as the same sheet.
std::string to_toml(const Sheet& sheet, const text::Language& language);

/// The same for a list as the store has it.
std::string to_toml(store::Db& db, const model::List& list, const text::Language& language);

}  // namespace colporteur::settings
