// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace colporteur::robot {

/// One line as its author meant it: without quotation marks, guillemets, bullets and blanks around
/// it, without the full stop, comma or exclamation mark behind it. At most 300 octets.
std::string tidy(std::string_view line);

/// A subject without what mail programs and lists put in front of it: "Re:", "TR:", "Fwd:", "[La
/// lettre]", any number of them; tidy.
std::string bare_subject(std::string_view subject);

/// What stands between blanks; views into `line`.
std::vector<std::string_view> words_of(std::string_view line);

}  // namespace colporteur::robot
