// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::robot {

/// Whether a line begins with a salutation: `Bonjour`, `Dear Sir`, `Sehr geehrte Frau …`.
bool is_greeting(std::string_view line);

/// Whether a text has the shape of a letter to people: it greets and says five words more; or has
/// two sentences of three words or more; or asks a question of four words or more; or is long: 25
/// words, or 240 octets for scripts without blanks.
///
/// Never when it is short (60 words) and speaks of subscribing or unsubscribing, rightly spelt or
/// nearly: then its author wants the automaton. Looks at the first 4,000 octets.
bool has_shape_of_letter(std::string_view text);

/// Whether the first 60 words have a word for subscribing or unsubscribing that people use for
/// nothing else, rightly spelt or nearly.
bool speaks_of_membership(std::string_view text);

}  // namespace colporteur::robot
