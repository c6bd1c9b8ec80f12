// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t shortest_hint = 5;  // letters; shorter words are near to everything
constexpr std::size_t most_edits = 2;     // more is another word
constexpr std::size_t most_words = 12;    // of a line; a slip stands at its beginning

using Entries = std::vector<const Entry*>;

bool is_known(const Entry& entry)
{
    return find_command(entry.command) != nullptr;
}

/// The words worth being compared with: long enough, and wanted.
Entries entries_if(bool (*wanted)(const Entry&))
{
    Entries entries;
    for (const Entry& entry : all_entries())
        if (entry.folded.size() >= shortest_hint && wanted(entry))
            entries.push_back(&entry);
    return entries;
}

const Entries& hints_for(bool first_word)
{
    static const Entries any = entries_if(is_known);
    static const Entries membership = entries_if(is_membership);
    return first_word ? any : membership;
}

/// The nearest entry so far.
struct Best {
    const Entry* entry = nullptr;
    std::size_t edits = most_edits + 1;
    int strangeness = 0;  ///< of its language: 0 the sender's, 1 everybody's, 2 another
};

int strangeness(const Entry& entry, std::string_view language)
{
    return !language.empty() && entry.language == language ? 0 : entry.language.empty() ? 1 : 2;
}

void compare(Best& best, const std::string& word, const Entry& entry, std::string_view language)
{
    const std::size_t size = entry.folded.size();
    const std::size_t most = std::min({most_edits, best.edits, size / 4});
    // The distance is no less; most pairs end here.
    if (std::max(word.size(), size) - std::min(word.size(), size) > most)
        return;
    const std::size_t edits = edit_distance(word, entry.folded);
    const int strange = strangeness(entry, language);
    if (edits > most || (edits == best.edits && strange >= best.strangeness))
        return;
    best = {&entry, edits, strange};
}

void compare_with_all(Best& best, std::string_view typed, const Entries& entries,
                      std::string_view language)
{
    const std::string word = plain(typed);
    if (word.size() < shortest_hint)
        return;
    for (const Entry* entry : entries)
        compare(best, word, *entry, language);
}

}  // namespace

std::optional<Hint> nearest_word(std::string_view line, std::string_view language)
{
    auto words = words_of(line);
    words.resize(std::min(words.size(), most_words));
    Best best;
    for (std::size_t i = 0; i < words.size(); ++i)
        compare_with_all(best, words[i], hints_for(i == 0), language);
    if (!best.entry)
        return std::nullopt;
    return Hint{find_command(best.entry->command), best.entry->word};
}

bool is_nearly_membership(std::string_view word)
{
    static const Entries plain_words = entries_if(is_plainly_membership);
    Best best;
    compare_with_all(best, word, plain_words, "");
    return best.entry != nullptr;
}

}  // namespace colporteur::robot
