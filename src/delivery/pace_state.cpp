// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/pace_state.hpp"

#include <algorithm>
#include <cmath>

#include "delivery/retry.hpp"

namespace colporteur::delivery {
namespace {

using std::chrono::minutes;
using Seconds = std::chrono::duration<double>;

constexpr minutes longest_rest{60};
constexpr minutes recovery_step{1};
constexpr double recovery = 0.1;  // of the rule's rate, for each step
constexpr double least_factor = 1.0 / 32;
constexpr int refusals_in_a_row = 3;
constexpr int hand_per_connection = 8;    // keeps a connection busy between two looks at the ledger
constexpr std::int64_t memory_days = 60;  // after so many without a copy we are new again
constexpr double rounding = 1e-6;         // of a token

/// `7` of `4.7.1` (RFC 3463 §2): what a reply speaks of; NUL without an enhanced code.
char subject(const smtp::Reply& reply)
{
    return reply.enhanced.size() > 2 ? reply.enhanced[2] : '\0';
}

/// A temporary refusal of the sender or the server's own trouble; not one mailbox's.
bool asks_to_wait(const smtp::Reply& reply)
{
    if (!reply.temporary())
        return false;
    if (reply.code == 421)
        return true;
    if (reply.enhanced.empty())
        return reply.code == 450 || reply.code == 451;
    return std::string_view{"3457"}.find(subject(reply)) != std::string_view::npos;
}

/// A final refusal for reasons of policy (RFC 3463 §3.8): of this reader alone, or of us.
bool refuses_by_policy(const smtp::Reply& reply)
{
    return reply.code >= 500 && subject(reply) == '7';
}

Time midnight_after(Time now)
{
    return std::chrono::floor<std::chrono::days>(now) + std::chrono::days{1};
}

}  // namespace

PaceState::PaceState(std::shared_ptr<const PaceRule> rule, Warmth warmth, Time now)
    : rule_{std::move(rule)},
      counted_{now},
      day_{day_of(now)},
      busy_days_{warmth.busy_days},
      today_{warmth.sent_today}
{
    tokens_ = std::max(1.0, per_second());
}

int PaceState::room(Time now)
{
    begin_day(now);
    grow(now);
    if (rests(now))
        return 0;
    std::int64_t room = unlimited;
    if (has_rate())
        room = std::min(room, static_cast<std::int64_t>(std::floor(tokens_ + rounding)));
    if (rule_->connections > 0)
        room = std::min<std::int64_t>(room, rule_->connections * hand_per_connection - in_hand_);
    room = std::min(room, left_of_day());
    return static_cast<int>(std::max<std::int64_t>(0, room));
}

std::optional<Time> PaceState::reopens(Time now) const
{
    Time opening = std::max(now, rests_until_);
    if (const double missing = 1 - tokens_at(opening); has_rate() && missing > rounding)
        opening += std::chrono::ceil<Time::duration>(Seconds{missing / per_second()});
    if (day_of(now) <= day_ && left_of_day() <= 0)
        opening = std::max(opening, midnight_after(now));
    return opening > now ? std::optional{opening} : std::nullopt;
}

void PaceState::taken(int copies)
{
    tokens_ -= copies;
    in_hand_ += copies;
}

void PaceState::returned(int copies)
{
    tokens_ = std::min(tokens_ + copies, std::max(1.0, per_second()));
    in_hand_ = std::max(0, in_hand_ - copies);
}

std::optional<Time> PaceState::wait(Time now)
{
    if (room(now) > 0) {
        tokens_ -= 1;
        return std::nullopt;
    }
    const Time opening = reopens(now).value_or(now + std::chrono::seconds{1});
    if (rests(now) || probing())
        return opening;
    const auto apart = std::chrono::ceil<Time::duration>(Seconds{1 / per_second()});
    turn_ = std::clamp(turn_ + apart, opening, std::max(opening, now + longest_rest));
    return turn_;
}

void PaceState::given_back()
{
    under_way_ = std::max(0, under_way_ - 1);
}

void PaceState::settled(const smtp::Reply& reply, Time now)
{
    under_way_ = std::max(0, under_way_ - 1);
    in_hand_ = std::max(0, in_hand_ - 1);
    begin_day(now);
    grow(now);
    if (reply.code >= 200 && reply.code < 300)
        succeeded(now);
    else if (asks_to_wait(reply))
        rest(reply, now);
    else if (refuses_by_policy(reply) && ++refusals_ >= refusals_in_a_row)
        rest(reply, now);
}

std::int64_t PaceState::take_count()
{
    return std::exchange(uncounted_, 0);
}

bool PaceState::forgettable(Time now) const
{
    const bool healthy = !probing() && factor_ >= 1;
    return under_way_ == 0 && in_hand_ == 0 && turn_ <= now &&
           (healthy || now - rests_until_ >= longest_rest) &&
           tokens_at(now) >= std::max(1.0, per_second());
}

double PaceState::per_second() const
{
    return probing() ? 1.0 / static_cast<double>(rule_->rest.count())
                     : rule_->per_minute / 60.0 * factor_;
}

double PaceState::tokens_at(Time now) const
{
    const double passed = std::max(0.0, Seconds{now - counted_}.count());
    const double most = std::max(1.0, per_second());
    return has_rate() ? std::min(most, tokens_ + passed * per_second()) : most;
}

void PaceState::grow(Time now)
{
    tokens_ = tokens_at(now);
    counted_ = now;
}

/// Midnight, UTC. A clock that was set back begins no day twice.
void PaceState::begin_day(Time now)
{
    const std::int64_t day = day_of(now);
    if (day <= day_)
        return;
    busy_days_ = day - day_ > memory_days ? 0 : busy_days_ + (today_ > 0 ? 1 : 0);
    today_ = 0;
    day_ = day;
}

std::int64_t PaceState::left_of_day() const
{
    const auto cap = day_cap(*rule_, busy_days_);
    return cap ? *cap - today_ - in_hand_ : unlimited;
}

/// What succeeds during a rest was under way before it began, and proves nothing.
void PaceState::succeeded(Time now)
{
    ++today_;
    ++uncounted_;
    refusals_ = 0;
    if (rests(now))
        return;
    if (probing())
        recovered_ = now;
    rests_ = 0;
    if (factor_ < 1 && now - recovered_ >= recovery_step) {
        factor_ = std::min(1.0, factor_ + recovery);
        recovered_ = now;
    }
}

/// Replies to what was under way when a rest began do not make it longer. After it one copy goes
/// alone.
void PaceState::rest(const smtp::Reply& reply, Time now)
{
    if (rests(now))
        return;
    const auto length =
        std::min<std::chrono::seconds>(longest_rest, rule_->rest * (1 << std::min(rests_, 6)));
    ++rests_;
    rests_until_ = now + length;
    factor_ = std::max(least_factor, factor_ / 2);
    tokens_ = 1;
    reply_ = words_of(reply);
}

}  // namespace colporteur::delivery
