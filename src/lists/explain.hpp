// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/posting.hpp"
#include "policy/trace.hpp"

namespace colporteur::lists {

/// A rule that holds for every list, and whether it holds for a post.
struct Check {
    std::string_view name;      ///< the verdict's reason when it decides
    std::string_view sentence;  ///< what it would mean, in the catalogue
    bool holds = false;
};

/// Who has the last word about a post.
enum class Decider {
    guard,         ///< a rule that holds for every list
    rule,          ///< of the list's policy
    no_rule,       ///< none of the policy's holds
    trusted,       ///< the policy would hold it, but its author is trusted
    brake,         ///< the policy would let it pass, but something else makes it wait
    confirmation,  ///< the policy would let it pass, but its author is to answer for it
    command_line,  ///< it was handed over on this machine
};

/// The word for it, the same on the command line and in JSON: `rule`, `no_rule`, `command_line`.
std::string_view to_word(Decider decider);

/// What judge() says of a post, and everything it looked at on the way.
struct Explanation {
    Verdict verdict{};
    Decider decider = Decider::rule;
    std::optional<std::size_t> rule{};       ///< the first of the policy's that holds
    std::vector<Check> guards{};             ///< asked first, in this order
    std::vector<policy::RuleTrace> rules{};  ///< the policy's
    std::vector<Check> brakes{};             ///< asked last
};

Explanation explain(const Posting& posting);

}  // namespace colporteur::lists
