// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace colporteur::robot {

/// One line as its author meant it: without quotation marks, guillemets, bullets and blanks around
/// it, without the full stop, comma or exclamation mark behind it. At most 300 octets. A star at
/// the end stays (`unsubscribe *`), unless it closes emphasis: `*help*`.
std::string tidy(std::string_view line);

/// A subject without what mail programs and lists put in front of it: "Re:", "TR:", "Fwd:", "[La
/// lettre]", any number of them; tidy.
std::string bare_subject(std::string_view subject);

/// What stands between blanks; views into `line`.
std::vector<std::string_view> words_of(std::string_view line);

/// Folded, without the colon or comma that people put behind a command.
std::string plain(std::string_view words);

}  // namespace colporteur::robot
