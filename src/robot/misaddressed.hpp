// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "mail/message.hpp"

namespace colporteur::robot {

/// Whether a mail to a list was meant for the automaton: "unsubscribe" is nothing for everybody.
/// Looked for in the subject and in the first line that was typed, in every language of the
/// vocabulary (`parse_command`); quotations, signatures, greetings and thanks do not count.
///
/// A command that changes something and names the list in the subject ("désabonner lettre") is one
/// whatever else was written. Alone ("désabonner"), or in the first line, it is one when the text
/// has at most five lines. What people say in other matters too ("stop", "inscription", "help",
/// "info lettre") is one only when nothing else was written; "ok" and "oui" are none, except with
/// the code that they confirm.
bool looks_like_command(const mail::Message& message, std::string_view list_name);

}  // namespace colporteur::robot
