// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/reasons.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::lists {
namespace {

// kept     = [ reason *( LF reason ) ]
// reason   = rule *( TAB sentence )            rule is empty where none stands behind it
// sentence = english *( US argument )          an English sentence of the catalogue

constexpr char between_sentences = '\t';
constexpr char between_arguments = '\x1F';
constexpr std::size_t longest_piece = 2'000;  // octets; one_line takes the separators out of it

std::string keep(const policy::Reason& reason)
{
    std::string kept = one_line(reason.text, longest_piece);
    for (const policy::Sentence& sentence : reason.sentences) {
        kept += between_sentences + one_line(sentence.english, longest_piece);
        for (const std::string& argument : sentence.arguments)
            kept += between_arguments + one_line(argument, longest_piece);
    }
    return kept;
}

policy::Sentence sentence_in(std::string_view kept)
{
    const auto pieces = split(kept, between_arguments);
    policy::Sentence sentence{.english = pieces.front()};
    for (auto piece = pieces.begin() + 1; piece != pieces.end(); ++piece)
        sentence.arguments.emplace_back(*piece);
    return sentence;
}

void add_once(std::vector<std::string>& lines, std::string line)
{
    if (!line.empty() && std::find(lines.begin(), lines.end(), line) == lines.end())
        lines.push_back(std::move(line));
}

}  // namespace

std::string keep_reasons(const std::vector<policy::Reason>& reasons)
{
    std::string kept;
    for (const policy::Reason& reason : reasons)
        kept += (kept.empty() ? "" : "\n") + keep(reason);
    return kept;
}

std::vector<std::string> say_reasons(std::string_view kept, const text::Language& language)
{
    std::vector<std::string> said;
    for (const std::string_view reason : split(kept, '\n')) {
        const auto pieces = split(reason, between_sentences);
        for (auto piece = pieces.begin() + 1; piece != pieces.end(); ++piece)
            add_once(said, policy::say(sentence_in(*piece), language));
    }
    return said;
}

std::vector<std::string> rules_of(std::string_view kept)
{
    std::vector<std::string> rules;
    for (const std::string_view reason : split(kept, '\n'))
        add_once(rules, std::string{split(reason, between_sentences).front()});
    return rules;
}

}  // namespace colporteur::lists
