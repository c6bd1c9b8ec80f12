// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "policy/reading.hpp"

namespace colporteur::policy {
namespace {

using Kind = Token::Kind;

constexpr std::array negations = {"not", "non", "pas"};

// Compared with as many words of a phrase as stand before its first value.
std::string nearest_phrase(std::string_view typed)
{
    std::vector<std::string_view> known;
    for (const ReadyPhrase& phrase : ready_phrases()) {
        const auto value = std::find_if(phrase.text.begin(), phrase.text.end(),
                                        [](char c) { return c >= 'A' && c <= 'Z'; });
        const auto length = static_cast<std::size_t>(value - phrase.text.begin());
        known.push_back(trim(phrase.text.substr(0, length)));
    }
    return suggest(typed, known);
}

Result<Condition> no_condition(TokenReader start, const Miss& miss)
{
    std::string typed;
    const bool with_value = !miss.expected.empty();
    const auto belongs = [&](TokenReader ahead) {
        return ahead.peek().kind == Kind::word &&
               (with_value ? ahead.position() < miss.position : !skip_any(ahead, conjunctions));
    };
    while (belongs(start))
        typed.append(typed.empty() ? "" : " ").append(start.take().text);
    if (with_value)
        return fail(Code::invalid, fmt::format("after {} comes {}, not {}", cite(typed),
                                               miss.expected, cite(miss.found)));
    if (typed.empty())
        return fail(Code::invalid,
                    "a condition such as \"members\" was expected before " + named(start.peek()));
    return fail(Code::invalid,
                fmt::format("{} is no condition{}", cite(typed), nearest_phrase(typed)));
}

}  // namespace

// condition = [ "not" ] phrase        ; phrases.cpp, phrases.fr.cpp
//
// Of several phrases that fit, the longest is meant.

Result<Condition> read_condition(TokenReader& in)
{
    const bool negated = skip_any(in, negations);
    const TokenReader start = in;
    std::optional<Condition> best;
    Miss furthest{start.position(), "", ""};
    for (const ReadyPhrase& phrase : ready_phrases()) {
        TokenReader ahead = start;
        Condition condition{.what = phrase.what, .negated = negated};
        const auto fill = [&](const Slot& slot) { return slot.read(ahead, condition); };
        if (auto miss = follow(phrase.pieces, ahead, fill)) {
            if (miss->position > furthest.position && !miss->expected.empty())
                furthest = std::move(*miss);
        } else if (!best || ahead.position() > in.position()) {
            best = std::move(condition);
            in = ahead;
        }
    }
    if (!best || furthest.position > in.position())
        return no_condition(start, furthest);
    return *best;
}

}  // namespace colporteur::policy
