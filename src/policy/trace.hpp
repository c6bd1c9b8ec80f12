// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "policy/facts.hpp"
#include "policy/policy.hpp"

namespace colporteur::policy {

/// One condition of a rule, asked about an act.
struct ConditionTrace {
    std::string text;  ///< canonical English
    bool holds = false;

    bool operator==(const ConditionTrace&) const = default;
};

/// One rule, asked about an act: it holds when all its conditions do.
struct RuleTrace {
    std::string text;  ///< canonical English
    bool holds = false;
    std::vector<ConditionTrace> conditions;

    bool operator==(const RuleTrace&) const = default;
};

/// What every rule of a policy has to say about an act, in their order; judge() takes the first
/// that holds.
std::vector<RuleTrace> trace(const Policy& policy, const Facts& facts);

}  // namespace colporteur::policy
