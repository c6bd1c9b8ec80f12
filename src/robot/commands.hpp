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

/// Whom a command concerns: `help` shows each person what concerns them. No permission; that is the
/// command's own to ask.
enum class Audience { everyone, members, moderators, owners, listmasters };

/// A mail command. The table is the dispatcher and the help text; the words that name it are in
/// words.hpp, under `name`.
struct Command {
    std::string_view name;
    bool takes_list;
    std::string_view more;  ///< what else it takes, as `help` shows it, translated; "" for nothing;
                            ///< "…" at the end when it may run on for many words
    std::string_view summary;  ///< one line for `help`, translated when shown
    Proof proof;
    Audience role;
    Answer (*run)(const Request&);
    /// Further forms, '|' between them: what may stand behind the list (or the word), translated
    /// one by one when `help` explains the command.
    std::string_view forms = "";
};

std::span<const Command> commands();

/// The row of that name, or null: its words are not recognised then.
const Command* find_command(std::string_view name);

/// A command as it was typed.
struct Typed {
    const Command* command = nullptr;
    std::string word;       ///< that named it, as the vocabulary has it
    std::string language;   ///< that its word betrays, or ""
    std::string rest;       ///< what followed the word, as typed
    std::string line;       ///< all of it
    bool everyday = false;  ///< ordinary sentences begin with this word, too
    bool quiet = false;     ///< QUIET stood before it: who is concerned is not to be told
};

// command = [ quiet-word SP ] word [ SP rest ]

/// The command that a line begins with, whatever the case and the accents.
std::optional<Typed> parse_command(std::string_view line);

/// A word of the vocabulary that was perhaps meant.
struct Hint {
    const Command* command;
    std::string_view word;
};

/// The word that is nearest to the first word of a line, or the word for subscribing or
/// unsubscribing that is nearest to a further one, if any is near enough. Of equally near ones that
/// of `language` is taken, then the old vocabulary's. Reads the first twelve words of the line.
std::optional<Hint> nearest_word(std::string_view line, std::string_view language = "");

/// Whether a single word is one for subscribing or unsubscribing that people use for nothing else,
/// rightly spelt or nearly.
bool is_nearly_membership(std::string_view word);

/// How the command is written in that language, about that list ("" for none in particular):
/// `subscribe lettre`.
std::string example(const Command& command, const std::string& language,
                    std::string_view list_name);

}  // namespace colporteur::robot
