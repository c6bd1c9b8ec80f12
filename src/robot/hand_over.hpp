// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/job.hpp"
#include "robot/read.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// Whether a mail to the automaton was meant for people: plainly, or because its commands name no
/// list of ours.
bool is_for_people(const Request& request, const Reading& reading);

/// Hands such a mail on, untouched, to who answers for the lists of the domain: its listmasters,
/// else the administrators, else the owners of the lists that it names, else those of the only
/// list. Its sender is told, and of one person at most five letters a day go on. False when there
/// is nobody to read it but its sender: nothing has happened then.
bool hand_over(const Request& request, const model::Job& job);

}  // namespace colporteur::robot
