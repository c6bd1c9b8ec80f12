// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "text/translation.hpp"

namespace colporteur::text {
namespace {

// Folded words that betray a language. Left out on purpose: what stands in names ("de", "la", "le",
// "des", "van", "will", "may", "mark"), what both languages write ("on", "me", "inscription") and
// the robot's own command words.
struct Vocabulary {
    std::string_view code;
    std::vector<std::string_view> plain;     ///< one of them may be chance
    std::vector<std::string_view> striking;  ///< one of them is enough
};

const Vocabulary vocabularies[] = {
    {"fr",
     {"je",      "tu",    "vous",  "nous",  "il",      "elle",     "et",      "est",
      "que",     "qui",   "pour",  "dans",  "sur",     "avec",     "pas",     "une",
      "un",      "mon",   "mes",   "votre", "vos",     "nos",      "plus",    "ne",
      "ce",      "cette", "cet",   "aux",   "ou",      "mais",     "suis",    "sont",
      "etre",    "tres",  "aussi", "ai",    "adresse", "courriel", "svp",     "jour",
      "comment", "quoi",  "faire", "moi",   "veux",    "voudrais", "aimerais"},
     {"bonjour", "bonsoir", "merci", "madame", "monsieur", "messieurs", "desabonner",
      "desabonnement", "abonner", "abonnement", "desinscrire", "desinscription", "inscrire",
      "recevoir", "souhaite", "cordialement", "messagerie"}},
    {"en",
     {"the",  "and",     "you",     "your",   "is",     "are",     "to",   "of",   "from",
      "my",   "this",    "that",    "not",    "with",   "for",     "want", "it",   "have",
      "i",    "we",      "in",      "what",   "how",    "does",    "am",   "was",  "would",
      "like", "mailing", "address", "longer", "remove", "receive", "off",  "when", "there"},
     {
         "hello",
         "please",
         "thanks",
         "thank",
         "regards",
         "wish",
         "could",
     }},
};

constexpr std::size_t longest_sample = 4000;

std::set<std::string_view> words_of(std::string_view folded)
{
    std::set<std::string_view> words;
    for (Cursor in{folded}; !in.at_end(); in.take()) {
        const auto word = in.take_while(is_alpha);
        if (!word.empty())
            words.insert(word);
    }
    return words;
}

int score(const std::set<std::string_view>& words, const Vocabulary& vocabulary)
{
    const auto present = [&](std::string_view word) { return words.contains(word); };
    return static_cast<int>(std::ranges::count_if(vocabulary.plain, present) +
                            2 * std::ranges::count_if(vocabulary.striking, present));
}

}  // namespace

std::string guess_language(std::string_view utf8)
{
    const std::string folded = fold(utf8.substr(0, longest_sample));
    const auto words = words_of(folded);

    std::string_view best;
    int best_score = 1;  // one plain word is chance
    for (const Vocabulary& vocabulary : vocabularies) {
        const int found = score(words, vocabulary);
        if (found == best_score)
            best = "";
        if (found > best_score) {
            best = vocabulary.code;
            best_score = found;
        }
    }
    return std::string{best};
}

}  // namespace colporteur::text
