// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "policy/phrases.hpp"
#include "policy/policy.hpp"
#include "policy/suggest.hpp"
#include "policy/tokens.hpp"

namespace colporteur::policy {

/// Reads up to the next "and" or ":" (read_condition.cpp).
Result<Condition> read_condition(TokenReader& in);

/// Reads up to the end of the rule (read_verdict.cpp).
Result<Verdict> read_verdict(TokenReader& in);

inline constexpr std::array conjunctions = {"and", "et"};

/// Steps over any one of these plain words.
template <class Words>
bool skip_any(TokenReader& in, const Words& words)
{
    return std::any_of(words.begin(), words.end(), [&](auto word) { return in.skip_word(word); });
}

/// A token as an error names it.
inline std::string named(const Token& token)
{
    return token.kind == Token::Kind::end ? "the end" : cite(token.text);
}

/// How far a phrase was followed before it failed, and what should have come there.
struct Miss {
    std::size_t position = 0;
    std::string_view expected;
    std::string found;
};

/// Steps over all pieces and fills the slots; else says where it stopped.
template <class Fill>
std::optional<Miss> follow(const std::vector<Piece>& pieces, TokenReader& in, Fill fill)
{
    for (const Piece& piece : pieces) {
        const Token& next = in.peek();
        const Miss miss{in.position(), "", next.text};
        if (const auto* const word = std::get_if<std::string>(&piece)) {
            if (!in.skip_word(*word))
                return miss;
        } else if (const Slot& slot = *std::get<const Slot*>(piece); !fill(slot)) {
            return Miss{miss.position, slot.expected, miss.found};
        }
    }
    return std::nullopt;
}

}  // namespace colporteur::policy
