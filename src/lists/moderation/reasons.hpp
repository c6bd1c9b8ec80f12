// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: why something waits, kept so that it can be said in any language later.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/judge.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {

/// What model::Held::reasons holds: the canonical text of a rule a line, with the sentences that
/// made it hold behind it.
std::string keep_reasons(const std::vector<policy::Reason>& reasons);

/// The sentences, each once.
std::vector<std::string> say_reasons(std::string_view kept, const text::Language& language);

/// The rules alone.
std::vector<std::string> rules_of(std::string_view kept);

}  // namespace colporteur::lists
