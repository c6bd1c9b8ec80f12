// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/mailing.hpp"
#include "smtp/reply.hpp"

namespace colporteur::delivery {

/// How long we keep trying to hand a copy to the next server.
///
/// The defaults follow RFC 5321 §4.5.4.1: wait at least 30 minutes between attempts, give up after
/// 4 to 5 days of waiting. Only waits between attempts count: a letter that was paused, or came
/// late to a paced destination, is tried for as long as any other.
struct RetryPolicy {
    std::chrono::seconds first_wait{30 * 60};
    std::chrono::seconds longest_wait{4 * 3600};
    std::chrono::seconds give_up_after{5 * 24 * 3600};
};

/// When to try a delivery again that has failed `attempts` times, the last time at `now`; nothing
/// once its waits add up to the policy's patience. Each wait is up to a quarter longer than the
/// policy says, by an amount that is the delivery's own, so that the retries of one letter do not
/// all come due in the same second.
std::optional<Time> next_attempt(const RetryPolicy& policy, const model::Delivery& delivery,
                                 Time now);

/// What a reply makes of a delivery.
struct Settlement {
    model::DeliveryState state = model::DeliveryState::sent;
    Time due;           ///< of the next attempt, when it is due again
    std::string reply;  ///< "250 2.0.0 Ok: queued", one line
};

/// By the first digit (RFC 5321 §4.2.1): 2 sent, 5 failed, 4 and anything strange tried again until
/// it is too old, then failed.
Settlement settle_by(const smtp::Reply& reply, const RetryPolicy& policy,
                     const model::Delivery& delivery, Time now);

/// "250 2.0.0 Ok: queued": one line of valid UTF-8, at most 200 octets.
std::string words_of(const smtp::Reply& reply);

}  // namespace colporteur::delivery
