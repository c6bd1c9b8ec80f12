// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/judge.hpp"

#include <algorithm>

#include "policy/witness.hpp"

namespace colporteur::policy {
namespace {

bool is_for_everyone(const Rule& rule)
{
    return std::all_of(rule.conditions.begin(), rule.conditions.end(), [](const Condition& one) {
        return one.what == What::everyone && !one.negated;
    });
}

// "not confirmed: confirm" says how to go on, not who may.
bool asks_to_confirm(const Condition& condition)
{
    return condition.what == What::confirmed && condition.negated;
}

void add_once(std::vector<Sentence>& sentences, Sentence sentence)
{
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
        sentences.push_back(std::move(sentence));
}

class Judge {
public:
    Judge(const Policy& policy, const Facts& facts) : rules_{policy.rules}, witness_{facts} {}

    Judgement judge()
    {
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            if (!witness_.holds(rules_[i]))
                continue;
            const Verdict verdict = verdict_of(rules_[i]);
            if (!judgement_.rule) {
                judgement_.rule = i;
                judgement_.verdict = verdict;
            }
            if (verdict.fate == Fate::accept)
                return std::move(judgement_);
            judgement_.reasons.push_back({i, to_text(rules_[i]), sentences_of(i)});
            if (is_for_everyone(rules_[i]))
                return std::move(judgement_);
        }
        if (!judgement_.rule)
            judgement_.reasons.push_back({{}, "", missing_for_milder(rules_.size())});
        return std::move(judgement_);
    }

private:
    Verdict verdict_of(const Rule& rule) const
    {
        Verdict verdict = rule.verdict;
        if (verdict.fate != Fate::confirm)
            return verdict;
        if (witness_.confirmed())
            verdict.fate = Fate::accept;
        else
            verdict = {.fate = Fate::confirm};
        return verdict;
    }

    std::vector<Sentence> sentences_of(std::size_t place)
    {
        std::vector<Sentence> found;
        for (const Condition& condition : rules_[place].conditions)
            if (condition.what != What::everyone)
                add_once(found, describe(condition));
        if (found.empty())
            found = missing_for_milder(place);
        if (found.empty())
            found.push_back(describe({.what = What::everyone}));
        return found;
    }

    // What the milder rules before `place` (or before the final rejection) ask for in vain.
    std::vector<Sentence> missing_for_milder(std::size_t place)
    {
        const Fate fate = place < rules_.size() ? rules_[place].verdict.fate : Fate::reject;
        std::vector<Sentence> found;
        for (std::size_t i = 0; i < place; ++i) {
            if (rules_[i].verdict.fate >= fate)
                continue;
            for (const Condition& condition : rules_[i].conditions)
                if (!asks_to_confirm(condition) && !witness_.holds(condition))
                    add_once(found, describe(condition, false));
        }
        return found;
    }

    const std::vector<Rule>& rules_;
    Witness witness_;
    Judgement judgement_;
};

}  // namespace

Judgement judge(const Policy& policy, const Facts& facts)
{
    return Judge{policy, facts}.judge();
}

bool mentions(const Policy& policy, What what)
{
    return std::ranges::any_of(policy.rules, [what](const Rule& rule) {
        return std::ranges::any_of(
            rule.conditions, [what](const Condition& condition) { return condition.what == what; });
    });
}

}  // namespace colporteur::policy
