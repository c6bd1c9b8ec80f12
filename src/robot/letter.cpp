// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/letter.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_sample = 4000;  // octets
constexpr std::size_t short_text = 60;        // words that may still be a wish to the automaton
constexpr std::size_t long_text = 25;         // words
constexpr std::size_t long_octets = 240;
constexpr std::size_t after_greeting = 5;  // words
constexpr std::size_t sentence = 3;        // words
constexpr std::size_t question = 4;        // words

// Folded; the first words of a letter in the eight languages.
constexpr std::string_view greetings[] = {
    "hello",      "hi",          "hey",         "dear",        "good morning", "good afternoon",
    "good day",   "bonjour",     "bonsoir",     "salut",       "coucou",       "cher",
    "chers",      "chere",       "cheres",      "madame",      "mesdames",     "monsieur",
    "messieurs",  "hallo",       "guten",       "sehr geehrt", "liebe",        "lieber",
    "moin",       "servus",      "gruss",       "gruezi",      "hola",         "buenos dias",
    "buenas",     "estimado",    "estimada",    "estimados",   "querido",      "querida",
    "buongiorno", "buonasera",   "ciao",        "gentile",     "gentili",      "salve",
    "egregio",    "caro",        "cara",        "cari",        "ola",          "bom dia",
    "boa tarde",  "boa noite",   "prezado",     "prezada",     "prezados",     "caros",
    "goedendag",  "goedemorgen", "goedemiddag", "goedenavond", "geachte",      "beste",
    "dag",        "dzien dobry", "witam",       "czesc",       "szanowni",     "szanowna",
    "szanowny",   "drodzy"};

bool begins_with_word(std::string_view folded, std::string_view word)
{
    return folded.starts_with(word) &&
           (folded.size() == word.size() || !is_alpha(folded[word.size()]) ||
            word == "sehr geehrt");  // geehrte, geehrter
}

/// A phrase of the vocabulary that begins at `words[first]`: "take me off".
bool is_phrase_at(const std::vector<std::string>& words, std::size_t first)
{
    std::string phrase;
    const std::size_t end = std::min(words.size(), first + longest_entry());
    for (std::size_t i = first; i < end; ++i) {
        phrase += (phrase.empty() ? "" : " ") + words[i];
        const Entry* entry = find_entry(phrase);
        if (entry && is_plainly_membership(*entry))
            return true;
    }
    return false;
}

/// How many sentences of at least `sentence` words end with a full stop or the like, and whether
/// one of at least `question` words asks.
struct Sentences {
    int count = 0;
    bool asks = false;
};

Sentences sentences_in(const std::vector<std::string_view>& words)
{
    Sentences found;
    std::size_t length = 0;
    for (const std::string_view word : words) {
        ++length;
        const bool asks = word.ends_with('?');
        if (!asks && !word.ends_with('.') && !word.ends_with('!') && !word.ends_with("…"))
            continue;
        found.count += length >= sentence ? 1 : 0;
        found.asks |= asks && length >= question;
        length = 0;
    }
    found.count += length >= sentence ? 1 : 0;
    return found;
}

}  // namespace

bool is_greeting(std::string_view line)
{
    const std::string folded = fold(tidy(line));
    return std::ranges::any_of(
        greetings, [&](std::string_view word) { return begins_with_word(folded, word); });
}

bool speaks_of_membership(std::string_view text)
{
    std::vector<std::string> words;
    const std::string sample = one_line(text, longest_sample);
    for (const std::string_view word : words_of(sample))
        if (words.size() < short_text)
            words.push_back(plain(tidy(word)));
    for (std::size_t i = 0; i < words.size(); ++i)
        if (is_phrase_at(words, i) || is_nearly_membership(words[i]))
            return true;
    return false;
}

bool has_shape_of_letter(std::string_view text)
{
    const std::string sample = one_line(text, longest_sample);
    const auto words = words_of(sample);
    if (words.size() <= short_text && speaks_of_membership(sample))
        return false;
    if (words.size() >= long_text || sample.size() >= long_octets)
        return true;
    const Sentences sentences = sentences_in(words);
    return sentences.count >= 2 || sentences.asks ||
           (is_greeting(sample) && words.size() > after_greeting);
}

}  // namespace colporteur::robot
