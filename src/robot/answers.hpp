// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "store/people.hpp"

namespace colporteur::robot {

/// What was typed behind a list: words, and answers to the list's questions.
struct Said {
    std::string before{};         ///< what stands before the first answer
    store::Attributes answers{};  ///< by name as typed
};

// said   = *word *answer
// answer = name "=" *word        the first word may be in quotes

/// `MARTIN Ana city=Saint Denis phone=12`: an answer goes on until the next one begins.
Said read_answers(std::string_view text);

}  // namespace colporteur::robot
