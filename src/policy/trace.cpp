// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/trace.hpp"

#include "policy/witness.hpp"

namespace colporteur::policy {

std::vector<RuleTrace> trace(const Policy& policy, const Facts& facts)
{
    Witness witness{facts};
    std::vector<RuleTrace> traces;
    for (const Rule& rule : policy.rules) {
        RuleTrace found{.text = to_text(rule), .holds = witness.holds(rule), .conditions = {}};
        for (const Condition& condition : rule.conditions)
            found.conditions.push_back({to_text(condition), witness.holds(condition)});
        traces.push_back(std::move(found));
    }
    return traces;
}

}  // namespace colporteur::policy
