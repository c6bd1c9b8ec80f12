// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/stock_reasons.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::lists {
namespace {

constexpr std::size_t longest_words = 2'000;  // octets

constexpr StockReason table[] = {
    {"off-topic|offtopic|hors-sujet|hors sujet", N_("It is not about what this list is for.")},
    {"commercial|advertising|publicité|pub", N_("This list carries no advertisements.")},
    {"attachment|attachments|pièce jointe|pièces jointes",
     N_("Please send it again without attachments, for instance with a link to them.")},
    {"size|too-large|taille|trop lourd", N_("Please send it again, smaller.")},
    {"twice|duplicate|doublon|déjà dit", N_("The same was sent to this list already.")},
    {"quote|quotes|citation|citations", N_("Please send it again and quote only what you answer.")},
    {"tone|ton", N_("Please send it again in words that hurt nobody.")},
};

bool names(const StockReason& stock, std::string_view folded)
{
    const auto words = split(stock.words, '|');
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return fold(word) == folded; });
}

std::string own_words(std::string_view reason)
{
    std::string words;
    for (const std::string_view raw : split(reason, '\n')) {
        const std::string line = one_line(raw, longest_words);
        const std::size_t left = longest_words - std::min(longest_words, words.size());
        words += one_line(line, left) + '\n';
    }
    return std::string{trim(words)};
}

}  // namespace

std::span<const StockReason> stock_reasons()
{
    return table;
}

std::string words_for_author(std::string_view reason, const text::Language& language)
{
    std::string folded = fold(trim(reason));
    folded.erase(folded.find_last_not_of(".!") + 1);
    const auto* const found = std::find_if(std::begin(table), std::end(table),
                                           [&](const auto& row) { return names(row, folded); });
    return found == std::end(table) ? own_words(reason) : language.say(found->sentence);
}

}  // namespace colporteur::lists
