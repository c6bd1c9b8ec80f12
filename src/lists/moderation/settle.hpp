// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "lists/subscription.hpp"

namespace colporteur::lists {

/// Decides about something held, once: whoever comes second gets `already`, and Outcome::held says
/// who did what and when. What goes out are the octets that were held, which nothing can change
/// (trap 23). The author is told; whoever asks has to be allowed to (may_decide, or a token).
///
/// `by`: who decides, for the other moderators. Kind: approved, rejected, already, expired, closed
/// (only when accepting), unknown.
Outcome settle(store::Tx& tx, const model::Site& site, model::HeldId id, const Decision& decision,
               const std::string& by, Time now);

}  // namespace colporteur::lists
