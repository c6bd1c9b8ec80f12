// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace colporteur::delivery {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr double longest_work = 100.0 * 366 * 24 * 3600;  // a hundred years is as good as never

/// Copies a minute: as measured, but never faster than the rule; 0 when nothing is known.
double pace_of(const Remainder& part)
{
    const double rule = part.rule_per_minute;
    if (part.per_minute <= 0)
        return rule;
    return rule > 0 ? std::min(part.per_minute, rule) : part.per_minute;
}

seconds time_for(std::int64_t copies, double per_minute)
{
    const double work = std::ceil(static_cast<double>(copies) * 60 / per_minute);
    return seconds{static_cast<std::int64_t>(std::min(work, longest_work))};
}

/// Sends day by day what the slow start allows, then the rest at full pace.
class Walk {
public:
    Walk(const model::Schedule& schedule, const Zone& zone, Time start)
        : schedule_{schedule}, zone_{zone}, time_{start}
    {
    }

    void send(std::int64_t copies, double per_minute)
    {
        time_ = ends(schedule_, zone_, time_for(copies, per_minute), time_);
    }

    void sleep() { time_ = std::chrono::floor<days>(time_) + days{1}; }

    Time time() const { return time_; }

private:
    const model::Schedule& schedule_;
    const Zone& zone_;
    Time time_;
};

Time when_sent(const Remainder& part, Walk walk)
{
    const double per_minute = pace_of(part);
    std::int64_t left = part.left;
    std::int64_t cap = part.day_cap;
    std::int64_t next_cap = part.tomorrow > 0 ? part.tomorrow : std::max<std::int64_t>(1, cap) * 2;
    while (part.slow && left > cap) {
        walk.send(cap, per_minute);
        walk.sleep();
        left -= cap;
        cap = std::exchange(next_cap, next_cap * 2);
    }
    walk.send(left, per_minute);
    return walk.time();
}

/// Nothing when it cannot be said.
std::optional<Time> end_of(const Remainder& part, const model::Schedule& schedule, const Zone& zone,
                           Time now)
{
    const auto retried = part.last_retry
                             ? std::optional{opens(schedule, zone, std::max(now, *part.last_retry))}
                             : std::nullopt;
    if (pace_of(part) <= 0)
        return part.left == part.deferred ? retried : std::nullopt;
    const Time start = std::max(now, part.rests_until.value_or(now));
    const Time sent = when_sent(part, Walk{schedule, zone, start});
    return std::max(sent, retried.value_or(sent));
}

}  // namespace

Estimate estimate(const std::vector<Remainder>& parts, const model::Schedule& schedule,
                  const Zone& zone, Time now)
{
    Estimate result{.end = now};
    for (const Remainder& part : parts) {
        if (part.left == 0)
            continue;
        const auto end = end_of(part, schedule, zone, now);
        if (!end)
            return {};
        if (*end > *result.end)
            result = {end, part.name};
    }
    return result;
}

}  // namespace colporteur::delivery
