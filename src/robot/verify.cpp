// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/run.hpp"

namespace colporteur::robot {

Answer verify(const Request&)
{
    return {.template_name = "mail/verify.txt"};
}

}  // namespace colporteur::robot
