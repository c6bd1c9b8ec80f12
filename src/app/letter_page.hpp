// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/letter_status.hpp"
#include "app/terminal.hpp"

namespace colporteur::app {

/// A letter's status for people, on as many lines as it needs.
void print_page(Terminal& terminal, const LetterStatus& status, const Zone& zone, Time now);

/// The same as text.
std::string page_of(const Terminal& terminal, const LetterStatus& status, const Zone& zone,
                    Time now);

/// The same for programs: everything.
Record to_record(const LetterStatus& status);

}  // namespace colporteur::app
