// SPDX-License-Identifier: AGPL-3.0-or-later
// Who does what in a test, and what comes of it.
#pragma once

#include <string>
#include <string_view>

#include "policy/judge.hpp"
#include "policy/policy.hpp"

namespace colporteur::policy {

/// The verdict in its own words; the parser's complaint when the text is no policy.
inline std::string verdict(std::string_view rules, const Facts& facts)
{
    const auto policy = parse(rules);
    return policy ? to_text(judge(*policy, facts).verdict) : policy.error().what;
}

/// Whether the condition holds.
inline bool holds(std::string_view condition, const Facts& facts)
{
    const std::string said = verdict(std::string{condition} + ": accept; others: discard", facts);
    if (said != "accept" && said != "discard")
        throw std::invalid_argument{said};
    return said == "accept";
}

inline Facts member()
{
    return {.sender = "ana@example.org", .roles = {.member = true}};
}

inline Facts stranger()
{
    return {.sender = "eve@elsewhere.example"};
}

}  // namespace colporteur::policy
