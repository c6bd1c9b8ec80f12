// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/subscription.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// Carries out an answer to one of our questions, and says what its sender has to be told besides
/// the mails that belong to the deed itself.
Answer decide(const Request& request, std::string_view token, lists::Decision decision);

}  // namespace colporteur::robot
