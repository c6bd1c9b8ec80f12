// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lists/subscription.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// Carries out an answer to one of our questions, and says what its sender has to be told besides
/// the mails that belong to the deed itself.
Answer decide(const Request& request, std::string_view token, const lists::Decision& decision);

/// The same for an answer in words: those at the top of the mail count, else those of a subject
/// that its sender wrote (a mailto link's `subject=ok`). About one's own wish anything but a no
/// says yes; about others' only a plain word decides, and whoever uses none is told the words.
Answer answer_question(const Request& request, std::string_view token, std::string_view subject);

/// What somebody is told of decisions about held posts and wishes.
Answer note_decisions(const Request& request, const std::vector<lists::Outcome>& outcomes,
                      const std::string& language);

/// Decides about what the command names by code, or by list and number, or quotes: `approve
/// TOKEN…`, `approve LIST 12`, `reject TOKEN off-topic`. A code is its own proof; a number needs a
/// moderator who has proven to be one.
Answer decide_named(const Request& request, lists::Decision::Kind kind);

/// Whether a word is shaped like a token; accounts::new_token makes them.
bool is_token(std::string_view word);

/// The tokens of our questions that a text quotes, each once.
std::vector<std::string> quoted_tokens(std::string_view text);

}  // namespace colporteur::robot
