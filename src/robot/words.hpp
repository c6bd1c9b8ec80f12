// SPDX-License-Identifier: AGPL-3.0-or-later
// What people call the automaton's commands, apart from what the commands do: one file per
// language, words_XX.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace colporteur::robot {

/// The words for one command in one language, '|' between them; spaces allowed. Case and accents do
/// not count. A word that another language uses for the same command betrays neither.
struct CommandWords {
    std::string_view command;  ///< Command::name, or "quiet" or "quit", which the reading obeys
    std::string_view words;    ///< the first one is shown by `help`
    std::string_view everyday = "";  ///< of them or besides them: what ordinary sentences begin
                                     ///< with, too; doubted when they go on like one
};

/// All words of one language. Every language has a row for every command.
struct Vocabulary {
    std::string_view language;  ///< "" for English and the old vocabulary of Sympa, Mailman,
                                ///< Majordomo and mlmmj, which everybody uses
    std::span<const CommandWords> commands;
};

/// Of every language we know, the old vocabulary first.
std::span<const Vocabulary> vocabularies();

std::span<const CommandWords> common_words();
std::span<const CommandWords> french_words();
std::span<const CommandWords> german_words();
std::span<const CommandWords> spanish_words();
std::span<const CommandWords> italian_words();
std::span<const CommandWords> portuguese_words();
std::span<const CommandWords> dutch_words();
std::span<const CommandWords> polish_words();

/// One word of the vocabularies, ready to be compared.
struct Entry {
    std::string folded;
    std::string_view word;      ///< as its table has it
    std::string_view language;  ///< that it betrays; "" when several languages have it
    std::string_view command;
    bool everyday;
};

/// All words, in the order of their folded spelling, each once.
std::span<const Entry> all_entries();

/// The word spelt so, or null.
const Entry* find_entry(std::string_view folded);

/// A word for subscribing or unsubscribing; "plainly" when people use it for nothing else.
bool is_membership(const Entry& entry);
bool is_plainly_membership(const Entry& entry);

/// How many words, between blanks, the longest entry has.
std::size_t longest_entry();

/// The words of that command in that language; those of the old vocabulary for a language we lack.
std::optional<CommandWords> words_for(std::string_view command, std::string_view language);

/// What `help` shows of them: the first of `words`, else of `everyday`.
std::string_view first_word(const CommandWords& words);

}  // namespace colporteur::robot
