// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "robot/request.hpp"

namespace colporteur::robot {

/// The list that a command names, and what follows.
struct Target {
    std::optional<model::List> list;
    std::string word;  ///< what stands where a list's name should, when it is none; "" when nothing
                       ///< stands there
    std::string rest;
};

/// Steps over "to the list", "à la liste" and the like, unless a list is called so.
Target find_target(const Request& request);

/// The lists that may be named to the sender, hidden ones too if they belong there. The answer goes
/// to that mailbox, so a forger learns nothing.
std::vector<model::List> visible_lists(const Request& request);

/// Of those, the one whose name is nearest to a word, if any is near enough.
std::optional<model::List> nearest_list(const Request& request, std::string_view word);

/// What to tell somebody who named no list, or one that is not there. `among`: the lists they may
/// have meant, when they named none.
Answer which_list(const Request& request, const Target& target,
                  const std::vector<model::List>& among);

/// Rows NAME, TITLE of the section LISTS.
void add_lists(text::Values& values, const std::vector<model::List>& lists);

}  // namespace colporteur::robot
