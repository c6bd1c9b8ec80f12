// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "delivery/pace_rule.hpp"
#include "smtp/reply.hpp"

namespace colporteur::delivery {

/// What a destination had sent to it before: for the slow start.
struct Warmth {
    std::int64_t busy_days = 0;  ///< earlier days of the last 60 on which something was sent
    std::int64_t sent_today = 0;
};

/// How one destination fares, or one domain without a rule: Pacer says by what laws.
class PaceState {
public:
    static constexpr int unlimited = 1'000'000;

    PaceState(std::shared_ptr<const PaceRule> rule, Warmth warmth, Time now);

    int room(Time now);
    std::optional<Time> reopens(Time now) const;
    void taken(int copies);
    void returned(int copies);

    /// For one copy of a domain: until when it must wait; nothing when it may go now, which counts.
    std::optional<Time> wait(Time now);

    bool may_start() const { return rule_->connections == 0 || under_way_ < rule_->connections; }

    void started() { ++under_way_; }

    void given_back();
    void settled(const smtp::Reply& reply, Time now);

    bool rests(Time now) const { return now < rests_until_; }

    Time rests_until() const { return rests_until_; }

    /// The relay's words that made it rest.
    const std::string& reply() const { return reply_; }

    /// Copies sent since the last call.
    std::int64_t take_count();

    /// Whether a fresh state would say the same.
    bool forgettable(Time now) const;

private:
    bool probing() const { return rests_ > 0; }

    bool has_rate() const { return rule_->per_minute > 0 || probing(); }

    double per_second() const;
    double tokens_at(Time now) const;
    void grow(Time now);
    void begin_day(Time now);
    std::int64_t left_of_day() const;
    void succeeded(Time now);
    void rest(const smtp::Reply& reply, Time now);

    std::shared_ptr<const PaceRule> rule_;
    double tokens_ = 0;  ///< copies that could go at `counted_`
    Time counted_;
    double factor_ = 1;  ///< of the rule's rate
    Time recovered_{};   ///< when `factor_` was last raised, or the first success after a rest
    Time rests_until_{};
    int rests_ = 0;     ///< in a row, without a success between
    int refusals_ = 0;  ///< of us as a sender, in a row
    std::string reply_{};
    Time turn_{};      ///< the latest that wait() has given away
    int in_hand_ = 0;  ///< taken, neither returned nor settled
    int under_way_ = 0;
    std::int64_t day_;        ///< UTC, since 1970
    std::int64_t busy_days_;  ///< before `day_`
    std::int64_t today_;      ///< sent on `day_`
    std::int64_t uncounted_ = 0;
};

}  // namespace colporteur::delivery
