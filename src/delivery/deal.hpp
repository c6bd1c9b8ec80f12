// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "store/ledger.hpp"

namespace colporteur::delivery {

/// How many places in hand a lane gets.
struct Share {
    store::Lane lane;
    int places = 0;
};

/// What a look at the lanes decides.
struct Deal {
    std::vector<Share> shares;   ///< none with 0 places
    std::optional<Time> next{};  ///< when a lane that may not send now may; pace aside
    std::set<model::DestinationId> blocked{};  ///< with something due, but no room
};

/// Deals `places` out: to the letters in equal parts, so that a small list's post never waits
/// behind a large letter; within a letter to its lanes in equal parts; what one cannot use goes to
/// the others. Lanes that are not due, or whose letter's schedule is closed, get none. `room`: how
/// many copies a destination may have now.
Deal deal(const std::vector<store::Lane>& lanes, int places, const Zone& zone, Time now,
          const std::function<int(model::DestinationId)>& room);

}  // namespace colporteur::delivery
