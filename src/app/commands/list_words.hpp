// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands about a list's settings share.
#pragma once

#include "app/command.hpp"
#include "model/change.hpp"
#include "model/list.hpp"

namespace colporteur::app {

/// `--preset NAME`, one of those that there are.
Parameter preset_option();

/// The names of all keys, for the completion.
std::vector<std::string_view> key_names();

/// Says what was changed: each key with its new value, or that nothing was.
void say_changes(Call& call, const model::List& list, const std::vector<model::Change>& changes);

}  // namespace colporteur::app
