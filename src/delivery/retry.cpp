// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/retry.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur::delivery {
namespace {

/// Spreads numbers that lie side by side over all 64 bits (the finaliser of SplitMix64).
std::uint64_t scatter(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

/// Up to a quarter of the wait: another one for each delivery and each of its attempts.
Time::duration jitter(const model::Delivery& delivery, Time::duration wait)
{
    const auto quarter = static_cast<std::uint64_t>(wait.count() / 4);
    const auto id = static_cast<std::uint64_t>(model::number(delivery.id));
    const auto attempt = static_cast<std::uint64_t>(delivery.attempts);
    return Time::duration{static_cast<std::int64_t>(scatter(id * 1000 + attempt) % (quarter + 1))};
}

}  // namespace

std::optional<Time> next_attempt(const RetryPolicy& policy, const model::Delivery& delivery,
                                 Time now)
{
    auto wait = policy.first_wait;
    std::chrono::seconds waited{0};
    for (int failure = 1; failure < delivery.attempts && waited < policy.give_up_after; ++failure) {
        waited += wait;
        wait = std::min(wait * 2, policy.longest_wait);
    }
    if (waited >= policy.give_up_after)
        return std::nullopt;
    wait = std::min(wait, policy.longest_wait);
    return now + wait + jitter(delivery, wait);
}

Settlement settle_by(const smtp::Reply& reply, const RetryPolicy& policy,
                     const model::Delivery& delivery, Time now)
{
    const std::string words = words_of(reply);
    if (reply.code >= 200 && reply.code < 300)
        return {model::DeliveryState::sent, now, words};
    if (reply.code >= 500 && reply.code < 600)
        return {model::DeliveryState::failed, now, words};
    if (const auto again = next_attempt(policy, delivery, now))
        return {model::DeliveryState::due, *again, words};
    return {model::DeliveryState::failed, now, words};
}

std::string words_of(const smtp::Reply& reply)
{
    return one_line(to_valid_utf8(fmt::format("{} {} {}", reply.code, reply.enhanced, reply.text)),
                    200);
}

}  // namespace colporteur::delivery
