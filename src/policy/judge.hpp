// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/facts.hpp"
#include "policy/policy.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {

/// A sentence for people that is put together where its reader's language is known.
struct Sentence {
    std::string_view english;  ///< in the catalogue; {} stands for each argument
    std::vector<std::string> arguments{};

    bool operator==(const Sentence&) const = default;
};

/// What it says about an act that a condition holds (or does not): "the message has attachments".
Sentence describe(const Condition& condition, bool holds = true);

/// In the reader's language; values stand where the translation has its {}.
std::string say(const Sentence& sentence, const text::Language& language);

/// Why an act is not simply accepted: one rule that holds.
struct Reason {
    std::optional<std::size_t> rule{};  ///< its place; nothing: no rule held at all
    std::string text{};                 ///< of the rule, canonical English; "" without one
    std::vector<Sentence> sentences{};  ///< what made it hold
};

struct Judgement {
    Verdict verdict{};
    std::optional<std::size_t> rule{};  ///< the one that decided; nothing: none held
    std::vector<Reason> reasons{};      ///< none when accepted
};

/// The first rule that holds decides; when none does, the act is rejected.
///
/// The reasons are those of every rule that would have to be lifted for the act to be accepted: the
/// deciding one and the next ones that hold, up to one that accepts or concerns everyone. Of a rule
/// for everyone the reason is what the milder rules before it ask for and did not find.
///
/// A rule that says `confirm` accepts who has confirmed already, so nobody is asked twice; its
/// `quietly` and `and notify` are for that acceptance, not for the question.
///
/// Nothing here is asked twice of the facts but `is_member_of`, and nothing is read of the message
/// that no rule asks about.
Judgement judge(const Policy& policy, const Facts& facts);

}  // namespace colporteur::policy
