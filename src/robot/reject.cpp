// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/decision.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {

Answer reject(const Request& request)
{
    return decide_named(request, lists::Decision::Kind::reject);
}

}  // namespace colporteur::robot
