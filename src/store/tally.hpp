// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "store/progress.hpp"

namespace colporteur::store {

/// The number that counts rows of that state.
inline std::int64_t& count_in(Tally& tally, model::DeliveryState state, bool tried)
{
    switch (state) {
    case model::DeliveryState::due: return tried ? tally.deferred : tally.due;
    case model::DeliveryState::leased: return tally.leased;
    case model::DeliveryState::sent: return tally.sent;
    case model::DeliveryState::failed: return tally.failed;
    case model::DeliveryState::paused: return tally.paused;
    case model::DeliveryState::cancelled: break;
    }
    return tally.cancelled;
}

}  // namespace colporteur::store
