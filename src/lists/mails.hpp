// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "delivery/notice.hpp"

namespace colporteur::lists {

/// A mail about a list, to be filled further. `language` "" gives the list's.
delivery::Notice notice_about(store::Db& db, const model::List& list, const mail::Mailbox& to,
                              const std::string& language, std::string template_name);

/// "1 reader", "2 000 lecteurs".
std::string readers(std::int64_t count, const std::string& language);

}  // namespace colporteur::lists
