// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "policy/judge.hpp"
#include "policy/meaning.hpp"
#include "policy/phrases.hpp"
#include "policy/slots.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

constexpr std::size_t longest_argument = 200;

struct Pair {
    What what;
    std::string_view yes;
    std::string_view no;
};

// Units are words, so a smaller one is another sentence.
constexpr Pair in_kilobytes[] = {
    {What::attachments_over, N_("the message has attachments over {} KB"),
     N_("the message has no attachments over {} KB")},
    {What::size_over, N_("the message is larger than {} KB"),
     N_("the message is not larger than {} KB")},
};

std::optional<Sentence> describe_size(const Condition& condition, bool holds)
{
    const auto* const pair =
        std::find_if(std::begin(in_kilobytes), std::end(in_kilobytes),
                     [&](const Pair& row) { return row.what == condition.what; });
    if (pair == std::end(in_kilobytes))
        return std::nullopt;
    const auto [number, unit] = exact_size(condition.amount);
    if (unit != "MB")
        return Sentence{holds ? pair->yes : pair->no, {std::to_string(condition.amount / 1000)}};
    const Meaning& meaning = meaning_of(condition.what);
    return Sentence{holds ? meaning.yes : meaning.no, {std::to_string(number)}};
}

}  // namespace

Sentence describe(const Condition& condition, bool holds)
{
    const bool fact = holds != condition.negated;
    if (auto size = describe_size(condition, fact))
        return *size;
    const Meaning& meaning = meaning_of(condition.what);
    return {fact ? meaning.yes : meaning.no, values(condition)};
}

std::string say(const Sentence& sentence, const text::Language& language)
{
    const std::string words = language.say(sentence.english);
    std::string_view rest = words;
    std::string said;
    for (const std::string& argument : sentence.arguments) {
        const auto place = rest.find("{}");
        said += rest.substr(0, place);
        if (place == std::string_view::npos)
            return said;
        said += one_line(argument, longest_argument);
        rest.remove_prefix(place + 2);
    }
    return said.append(rest);
}

}  // namespace colporteur::policy
