// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::robot {
namespace {

void add(std::vector<Entry>& entries, const Vocabulary& vocabulary, std::string_view command,
         std::string_view words, bool everyday)
{
    for (const std::string_view word : split(words, '|'))
        if (!word.empty())
            entries.push_back({fold(word), word, vocabulary.language, command, everyday});
}

/// Of equal spellings the first stays; it betrays no language when another one has it too, and is
/// an everyday word when it is one anywhere.
void unite(std::vector<Entry>& entries)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.folded < b.folded; });
    std::vector<Entry> united;
    for (Entry& entry : entries) {
        if (united.empty() || united.back().folded != entry.folded) {
            united.push_back(std::move(entry));
            continue;
        }
        united.back().everyday |= entry.everyday;
        if (united.back().language != entry.language)
            united.back().language = "";
    }
    entries = std::move(united);
}

std::vector<Entry> read_tables()
{
    std::vector<Entry> entries;
    for (const Vocabulary& vocabulary : vocabularies())
        for (const CommandWords& row : vocabulary.commands) {
            add(entries, vocabulary, row.command, row.words, false);
            add(entries, vocabulary, row.command, row.everyday, true);
        }
    unite(entries);
    return entries;
}

std::optional<CommandWords> row_of(const Vocabulary& vocabulary, std::string_view command)
{
    for (const CommandWords& row : vocabulary.commands)
        if (row.command == command)
            return row;
    return std::nullopt;
}

}  // namespace

std::span<const Vocabulary> vocabularies()
{
    static const Vocabulary all[] = {
        {"", common_words()},    {"fr", french_words()},  {"de", german_words()},
        {"es", spanish_words()}, {"it", italian_words()}, {"pt", portuguese_words()},
        {"nl", dutch_words()},   {"pl", polish_words()},
    };
    return all;
}

std::span<const Entry> all_entries()
{
    static const std::vector<Entry> entries = read_tables();
    return entries;
}

const Entry* find_entry(std::string_view folded)
{
    const auto entries = all_entries();
    const auto found = std::ranges::lower_bound(entries, folded, {}, &Entry::folded);
    return found != entries.end() && found->folded == folded ? &*found : nullptr;
}

bool is_membership(const Entry& entry)
{
    return entry.command == "subscribe" || entry.command == "unsubscribe";
}

bool is_plainly_membership(const Entry& entry)
{
    return is_membership(entry) && !entry.everyday;
}

std::size_t longest_entry()
{
    static const auto longest = [] {
        std::ptrdiff_t blanks = 0;
        for (const Entry& entry : all_entries())
            blanks = std::max(blanks, std::ranges::count(entry.folded, ' '));
        return static_cast<std::size_t>(blanks) + 1;
    }();
    return longest;
}

std::optional<CommandWords> words_for(std::string_view command, std::string_view language)
{
    for (const Vocabulary& vocabulary : vocabularies())
        if (vocabulary.language == language)
            return row_of(vocabulary, command);
    return row_of(vocabularies().front(), command);
}

std::string_view first_word(const CommandWords& words)
{
    return split(words.words.empty() ? words.everyday : words.words, '|').front();
}

}  // namespace colporteur::robot
