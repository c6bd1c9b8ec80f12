// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "robot/commands.hpp"

namespace colporteur::robot {

/// What a mail to the automaton says.
struct Reading {
    std::vector<Typed> commands{};  ///< at most 5; empty when none was found
    bool too_many = false;          ///< there were more
    bool sweet_nothings = false;    ///< there was something else as well
    std::string puzzle{};           ///< when there is no command: what may have been meant as one
};

/// Commands from the subject, or else from the lines of the body, which are read as far as a line
/// `end`. `typed`: the body without quotes and signature.
Reading read(std::string_view subject, std::string_view typed);

/// Whether an answer to a question says no: its first word does. Everything else says yes.
bool says_no(std::string_view typed);

}  // namespace colporteur::robot
