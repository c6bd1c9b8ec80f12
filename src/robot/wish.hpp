// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/subscription.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// What the sender asks for about that list, as lists/ wants to hear it.
lists::Wish wish_for(const Request& request, const model::List& list);

}  // namespace colporteur::robot
