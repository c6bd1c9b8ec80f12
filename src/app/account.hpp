// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/terminal.hpp"
#include "settings/change.hpp"

namespace colporteur::app {

/// The name of the account that runs this program, or its number when it has none.
std::string account_name();

/// Whoever gives a command on this machine, for the history.
settings::Who who_commands(const Terminal& terminal);

}  // namespace colporteur::app
