// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <toml++/toml.h>

#include "app/config.hpp"

namespace colporteur::app {

/// Reads one file's tables into a Config, by the tables of config_keys.hpp. The error names `file`,
/// the line and what was expected.
Result<Config> read_config(const toml::table& top, const std::string& file);

}  // namespace colporteur::app
