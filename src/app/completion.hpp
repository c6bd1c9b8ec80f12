// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/command.hpp"

namespace colporteur::app {

/// A bash script that completes the given commands: nouns, verbs, options, the words that options
/// may be, and file names.
std::string bash_completion(const std::vector<Noun>& nouns, const std::vector<Command>& commands);

}  // namespace colporteur::app
