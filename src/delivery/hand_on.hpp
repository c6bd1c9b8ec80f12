// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "model/job.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::delivery {

/// Hands the message of a job on to people, its octets untouched, marked with the address it came
/// to: should it come back, it goes no further. A mark that we did not make stops nothing: whoever
/// forges one would keep mail from the owners. `bounce_base`: what the envelope sender is made
/// from.
void hand_on(store::Tx& tx, const model::Site& site, const model::Job& job,
             const mail::Address& bounce_base, const std::vector<mail::Address>& people, Time now);

}  // namespace colporteur::delivery
