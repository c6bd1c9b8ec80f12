// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/words.hpp"
#include "smtp/reply.hpp"

namespace colporteur::delivery {

/// How long we keep trying to hand a copy to the next server.
///
/// The defaults follow RFC 5321 §4.5.4.1: wait at least 30 minutes between attempts, give up after
/// 4 to 5 days.
struct RetryPolicy {
    std::chrono::seconds first_wait{30 * 60};
    std::chrono::seconds longest_wait{4 * 3600};
    std::chrono::seconds give_up_after{5 * 24 * 3600};
};

/// When to try again after `failures` failed attempts, the last one at `now`; nothing once the
/// message is too old to keep trying.
std::optional<Time> next_attempt(const RetryPolicy& policy, Time queued_at, int failures, Time now);

/// What a reply makes of a delivery.
struct Settlement {
    model::DeliveryState state = model::DeliveryState::sent;
    Time due;           ///< of the next attempt, when it is due again
    std::string reply;  ///< "250 2.0.0 Ok: queued", one line
};

/// By the first digit (RFC 5321 §4.2.1): 2 sent, 5 failed, 4 and anything strange tried again until
/// it is too old, then failed.
Settlement settle_by(const smtp::Reply& reply, const RetryPolicy& policy, Time queued_at,
                     int attempts, Time now);

}  // namespace colporteur::delivery
