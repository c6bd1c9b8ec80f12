// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "robot/read.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// Runs the commands of one mail in their order; one answer tells the fate of each, and one more
/// mail asks for proof where something would change (challenge.hpp). A mistake in one does not stop
/// the others.
void answer_commands(Request& request, const Reading& reading);

/// Queues an answer to the sender, if they have not had too many today.
void send(const Request& request, const Answer& answer);

}  // namespace colporteur::robot
