// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/letter_state.hpp"
#include "delivery/estimate.hpp"
#include "store/progress.hpp"

namespace colporteur::app {

/// How a letter fares at one operator, or (name "") at all domains without a rule together.
struct LetterPart {
    std::string name{};
    store::Tally tally{};
    double per_minute = 0;             ///< as measured lately
    int rule_per_minute = 0;           ///< 0: no rule
    bool slow_start = false;           ///< it holds the letter back
    std::int64_t day_cap = 0;          ///< further copies that it allows today
    std::int64_t tomorrow = 0;         ///< copies that it allows then
    std::optional<Time> last_retry{};  ///< when the last of the deferred ones is due
    std::optional<Time> rests_until{};
    std::string rests_because{};  ///< the relay's words
};

/// Everything about one letter at one moment. No mail address is in it.
struct LetterStatus {
    store::QueuedMailing letter;
    std::string list{};  ///< its address; "" once it is removed
    LetterState state{};
    store::Progress progress{};
    double per_minute = 0;            ///< over the last ten minutes
    std::vector<LetterPart> parts{};  ///< with something left; the slowest first
    delivery::Estimate estimate{};
    std::optional<std::string> sending_paused{};  ///< all sending: why
};

/// Nothing when there is no such letter (any more). One pass over its rows.
std::optional<LetterStatus> look_at(store::Db& db, const Config& config, model::MailingId id,
                                    Time now);

}  // namespace colporteur::app
