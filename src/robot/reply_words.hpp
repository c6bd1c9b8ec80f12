// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "robot/reply.hpp"

namespace colporteur::robot {

/// The words that mean one decision, '|' between them, in all languages.
struct ReplyWords {
    Reply::Kind kind;
    std::string_view words;
};

std::span<const ReplyWords> reply_words();

/// What a folded word or phrase decides, if it is one of ours.
std::optional<Reply::Kind> decision_of(std::string_view folded);

/// How many words, between blanks, the longest phrase has.
std::size_t longest_reply();

/// Words that take a yes back: "but", "mais", "aber".
bool is_but(std::string_view folded);

}  // namespace colporteur::robot
