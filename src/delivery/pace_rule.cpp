// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/pace_rule.hpp"

#include <algorithm>
#include <set>

namespace colporteur::delivery {
namespace {

constexpr std::int64_t minutes_of_a_day = 24 * 60;
constexpr std::int64_t most_doublings = 30;  // a billion times the first day: no cap any more

bool has_name(std::span<const PaceRule> rules, const std::string& name)
{
    return std::any_of(rules.begin(), rules.end(),
                       [&](const PaceRule& rule) { return rule.name == name; });
}

}  // namespace

std::vector<PaceRule> effective_paces(std::span<const PaceRule> configured)
{
    std::vector<PaceRule> rules{configured.begin(), configured.end()};
    std::set<std::string> named;
    for (const PaceRule& rule : configured)
        named.insert(rule.domains.begin(), rule.domains.end());
    for (PaceRule shipped : shipped_paces()) {
        std::erase_if(shipped.domains, [&](const auto& domain) { return named.contains(domain); });
        if (!shipped.domains.empty() && !has_name(configured, shipped.name))
            rules.push_back(std::move(shipped));
    }
    return rules;
}

std::optional<std::int64_t> day_cap(const PaceRule& rule, std::int64_t busy_days)
{
    if (rule.first_day == 0 || busy_days > most_doublings)
        return std::nullopt;
    const std::int64_t cap = std::int64_t{rule.first_day} << busy_days;
    const bool above_rate = rule.per_minute > 0 && cap >= rule.per_minute * minutes_of_a_day;
    return above_rate ? std::nullopt : std::optional{cap};
}

}  // namespace colporteur::delivery
