// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/zone.hpp"
#include "delivery/schedule.hpp"

namespace colporteur::delivery {

/// What is left of a letter for one destination, or for all domains without a rule together.
struct Remainder {
    std::string name{};
    std::int64_t left = 0;
    double per_minute = 0;      ///< as measured lately; 0: nothing was sent there lately
    int rule_per_minute = 0;    ///< its rule; 0: none
    std::int64_t day_cap = 0;   ///< copies that today's slow start still allows; with `slow`
    bool slow = false;          ///< a slow start holds
    std::int64_t tomorrow = 0;  ///< copies that it allows tomorrow, and twice as many on each
                                ///< further day; 0: twice of what is left today
    std::optional<Time> rests_until{};
    std::optional<Time> last_retry{};  ///< the latest due time of deferred ones
    std::int64_t deferred = 0;         ///< how many of `left` these are
};

/// When the letter will have been tried for everyone, by what was seen lately and what the rules
/// allow; nothing when that cannot be said yet (nothing was sent of a part that has no rule). The
/// slowest part decides. With nothing left it is `now`.
struct Estimate {
    std::optional<Time> end{};
    std::string slowest{};  ///< the part that decides
};

Estimate estimate(const std::vector<Remainder>& parts, const model::Schedule& schedule,
                  const Zone& zone, Time now);

}  // namespace colporteur::delivery
