// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "base/zone.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {

/// "each post as it comes", "many posts in one mail (digest)".
std::string reception_words(model::Reception reception, const text::Language& language);

/// A day on that zone's calendar: `2026-09-01`.
std::string day_words(Time time, const Zone& zone);

/// How a member is served, in a line: "each post as it comes; without your own; paused until
/// 2026-09-01". What is as usual is not said.
std::string option_words(const model::Member& member, const model::Settings& settings,
                         const Zone& zone, const text::Language& language, Time now);

}  // namespace colporteur::lists
