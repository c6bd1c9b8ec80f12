// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "robot/request.hpp"

namespace colporteur::robot {

/// What the sender must prove before the command does anything; From alone proves nothing.
enum class Proof {
    none,     ///< it tells only what everybody may know
    mailbox,  ///< the answer goes to the mailbox itself, so a forger learns nothing
    answer,   ///< a mail goes to the mailbox first, to be answered
    token,    ///< it names the token of such a mail
};

/// Words for a command, '|' between them; spaces allowed. Case and accents do not count.
struct Words {
    std::string_view language;  ///< that the word betrays; "" for the robot's old vocabulary, which
                                ///< everybody uses
    std::string_view words;     ///< the first one is shown by `help` in that language
};

/// A mail command. The table is the parser's vocabulary, the dispatcher and the help text.
struct Command {
    std::string_view name;
    Words words[2];
    bool takes_list;
    std::string_view more;  ///< what else it takes, as `help` shows it, translated; "" for nothing
    std::string_view summary;  ///< one line for `help`, translated when shown
    Proof proof;
    Answer (*run)(const Request&);
};

std::span<const Command> commands();

/// A command as it was typed.
struct Typed {
    const Command* command = nullptr;
    std::string word;      ///< that named it, as the table has it
    std::string language;  ///< that its word betrays, or ""
    std::string rest;      ///< what followed the word, as typed
    std::string line;      ///< all of it
};

/// The command that a line begins with, whatever the case and the accents.
std::optional<Typed> parse_command(std::string_view line);

/// A word of the table that was perhaps meant.
struct Hint {
    const Command* command;
    std::string_view word;
};

/// The word of the table that is nearest to some word of a line, if any is near enough.
std::optional<Hint> nearest_word(std::string_view line);

/// How the command is written in that language, about that list ("" for none in particular):
/// `subscribe lettre`.
std::string example(const Command& command, const std::string& language,
                    std::string_view list_name);

}  // namespace colporteur::robot
