// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "robot/read.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// Runs the commands of one mail in their order; one answer tells the fate of each.
Answer run_several(Request& request, const Reading& reading);

}  // namespace colporteur::robot
