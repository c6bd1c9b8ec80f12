// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/retry.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur::delivery {

std::optional<Time> next_attempt(const RetryPolicy& policy, Time queued_at, int failures, Time now)
{
    if (now - queued_at >= policy.give_up_after)
        return std::nullopt;
    auto wait = policy.first_wait;
    for (int i = 1; i < failures && wait < policy.longest_wait; ++i)
        wait *= 2;
    return now + std::min(wait, policy.longest_wait);
}

Settlement settle_by(const smtp::Reply& reply, const RetryPolicy& policy, Time queued_at,
                     int attempts, Time now)
{
    const std::string words = one_line(
        to_valid_utf8(fmt::format("{} {} {}", reply.code, reply.enhanced, reply.text)), 200);
    if (reply.code >= 200 && reply.code < 300)
        return {model::DeliveryState::sent, now, words};
    if (reply.code >= 500 && reply.code < 600)
        return {model::DeliveryState::failed, now, words};
    if (const auto again = next_attempt(policy, queued_at, attempts, now))
        return {model::DeliveryState::due, *again, words};
    return {model::DeliveryState::failed, now, words};
}

}  // namespace colporteur::delivery
