// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "robot/request.hpp"

namespace colporteur::robot {

/// What templates/parts/instructions.txt shows: every command of the table, with a real list in its
/// example, and the visible lists.
void add_instructions(text::Values& values, const Request& request, const std::string& language);

/// The answer to a mail in which no command was found; `puzzle`: what may have been meant as one.
Answer unknown_command(const Request& request, const std::string& puzzle);

}  // namespace colporteur::robot
