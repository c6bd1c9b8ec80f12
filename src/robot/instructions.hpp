// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "robot/commands.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// What templates/parts/instructions.txt shows: the commands that concern the sender, those of
/// every day first and explained, with a real list in the examples; what is for moderators, owners
/// and listmasters to those alone; at most ten of the lists that may be named to them.
void add_instructions(text::Values& values, const Request& request, const std::string& language);

/// The three commands that people need most: rows of the section COMMANDS.
void add_first_steps(text::Values& values, const Request& request, const std::string& language);

/// What templates/mail/help_command.txt shows of one command.
void explain(text::Values& values, const Request& request, const Command& command,
             const std::string& language);

/// The answer to a mail in which no command was found; `puzzle`: what may have been meant as one.
Answer unknown_command(const Request& request, const std::string& puzzle);

/// What was probably meant by a mistyped line: "subscribbe lettre" gives "subscribe lettre".
/// Nothing when no word is near enough.
std::optional<std::string> suggestion_for(const Request& request, const std::string& line);

/// The same, for lines that name a list of ours: nobody's thanks or greetings do.
std::optional<std::string> mistyped_command(const Request& request, const std::string& line);

}  // namespace colporteur::robot
