// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "robot/commands.hpp"

namespace colporteur::robot {

/// What a mail to the automaton says.
struct Reading {
    std::vector<Typed> commands{};  ///< at most 50, none twice; empty when none was found
    bool too_many = false;          ///< there were more, which are left
    bool sweet_nothings = false;    ///< there was something else as well
    /// Short lines among the commands that are none, at most 10: perhaps mistyped ones.
    std::vector<std::string> others{};
    bool letter = false;          ///< is_letter_to_people(); then there are no commands
    bool perhaps_letter = false;  ///< a letter, unless its commands name lists of ours: the only
                                  ///< signs of them are everyday words ("Info réunion")
    std::string puzzle{};         ///< when there is no command: what may have been meant as one
};

/// Commands from the subject, or else from the first 200 lines of the body.
///
/// The body ends for us at a word of "quit" (`end`, `fin`, `-`) or at a signature's `--`; lines
/// beginning with `#` are comments. A line that is no command is passed over, so that one mistake
/// does not stop the rest. `typed`: the body without quotes and signature.
Reading read(std::string_view subject, std::string_view typed);

/// Whether a line, blanks around it aside, ends what is for us.
bool ends_mail(std::string_view line);

/// Whether the command takes everything under it, whatever it looks like: `config`, since a line
/// such as "members: accept" is a setting there.
bool takes_all_below(const Typed& typed);

/// Whether a mail was plainly written to people, not to the automaton: to be passed on, or answered
/// by nothing but instructions.
///
/// It is when neither its subject nor any line of its body begins with a command (an everyday word
/// with three or more words behind it is no sure sign of one: "Info about the meeting"), and the
/// body, or the subject when there is no body, has the shape of a letter (has_shape_of_letter). A
/// subject that begins with an everyday word and runs on like a sentence ("Help needed with
/// printer") is one too, unless it speaks of subscribing or unsubscribing.
bool is_letter_to_people(std::string_view subject, std::string_view typed);

/// Whether an answer to a question says no: its first word does. Everything else says yes.
bool says_no(std::string_view typed);

}  // namespace colporteur::robot
