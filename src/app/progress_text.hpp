// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "app/terminal.hpp"

namespace colporteur::app {

/// `[########............] 40 %`; a part that is not done is never shown as 100 %.
std::string progress_bar(std::int64_t done, std::int64_t all);

/// "1,234,567", "1 234 567": by the language.
std::string grouped(const Terminal& terminal, std::int64_t number);

/// "less than a minute", "about 12 minutes", "about 3 hours", "about 2 days".
std::string about(const Terminal& terminal, std::chrono::seconds duration);

}  // namespace colporteur::app
