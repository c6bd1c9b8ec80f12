// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "policy/phrases.hpp"
#include "policy/policy.hpp"

namespace colporteur::policy {
namespace {

constexpr std::string_view fates[] = {"accept", "confirm", "hold", "reject", "discard"};

// After other rules, "everyone" reads better as what it means there.
bool is_for_others(const Rule& rule)
{
    return rule.conditions == std::vector<Condition>{{.what = What::everyone}};
}

}  // namespace

std::string to_text(const Condition& condition)
{
    std::string text = condition.negated ? "not" : "";
    for (const std::string_view word : split(canonical_phrase(condition.what), ' ')) {
        const Slot* const slot = find_slot(word);
        text.append(text.empty() ? "" : " ");
        text += slot != nullptr ? slot->print(condition) : std::string{word};
    }
    return text;
}

std::string to_text(const Verdict& verdict)
{
    std::string text{fates[static_cast<std::size_t>(verdict.fate)]};
    if (verdict.for_owners)
        text += " for owners";
    if (!verdict.words.empty())
        text += ' ' + quote(verdict.words);
    if (verdict.quietly)
        text += " quietly";
    if (verdict.notify)
        text += " and notify";
    return text;
}

std::string to_text(const Rule& rule)
{
    std::string text;
    for (const Condition& condition : rule.conditions)
        text.append(text.empty() ? "" : " and ").append(to_text(condition));
    return text + ": " + to_text(rule.verdict);
}

std::string to_text(const Policy& policy)
{
    std::string text;
    for (const Rule& rule : policy.rules) {
        if (!text.empty() && is_for_others(rule))
            text += "; others: " + to_text(rule.verdict);
        else
            text.append(text.empty() ? "" : "; ").append(to_text(rule));
    }
    return text;
}

}  // namespace colporteur::policy
