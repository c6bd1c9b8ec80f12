// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "robot/request.hpp"

namespace colporteur::robot {

/// The lists of this domain that the sender's address is subscribed to. For that mailbox's eyes
/// only.
std::vector<model::List> subscribed_lists(const Request& request);

}  // namespace colporteur::robot
