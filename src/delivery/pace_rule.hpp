// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace colporteur::delivery {

/// How fast mail may go to the mailboxes of one operator.
struct PaceRule {
    std::string name{};                  ///< `orange`: what people see
    std::vector<std::string> domains{};  ///< lower case, A-labels; `*` alone: every other domain,
                                         ///< each by itself
    int per_minute = 0;                  ///< copies; 0: no limit
    int connections = 0;                 ///< copies under way at once; 0: no limit
    int first_day = 0;  ///< copies on a new sender's first day there, twice as many on each further
                        ///< day that is used; 0: no slow start
    std::chrono::seconds rest{60};  ///< the first one, when the other side asks us to wait
};

/// What is known of the large French and international mailbox providers (pace_table.cpp says from
/// where).
std::span<const PaceRule> shipped_paces();

/// The configured rules and, for domains that none of them names, the shipped ones. A configured
/// rule of a shipped one's name takes its place.
std::vector<PaceRule> effective_paces(std::span<const PaceRule> configured);

/// How many copies a slow start allows on a day after `busy_days` days on which something was sent;
/// nothing when it allows as many as the rule's rate carries in a day, or when there is none.
std::optional<std::int64_t> day_cap(const PaceRule& rule, std::int64_t busy_days);

}  // namespace colporteur::delivery
