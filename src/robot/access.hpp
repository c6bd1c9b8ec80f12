// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "policy/facts.hpp"
#include "robot/request.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {

/// The list that a command wants to show something of, once its sender may see it.
struct Access {
    std::optional<model::List> list;  ///< nothing: `answer` is to be given instead
    std::string rest{};               ///< what follows the list's name
    Answer answer{};
};

/// Finds the list (named, else the one written to, else the only one that may be named to the
/// sender) and asks its policy. What begins with a digit is no list's name. Whom the policy wants
/// to tell nothing, and who may not see that there is such a list, hears that there is none.
Access access_to(const Request& request, policy::Act act);

}  // namespace colporteur::robot
