// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lists/subscription.hpp"
#include "model/job.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// What stands before a line that only tells more about the command above it.
inline constexpr std::string_view detail_mark = "    ";

/// Mails the sender the lines that change something, to be answered or followed: whoever reads that
/// mailbox may have them carried out (Sympa's AUTH). At most one such mail for the same lines in
/// ten minutes.
/// In the sender's language, else that of the list it is about.
void ask_for_proof(const Request& request, const std::vector<std::string>& lines,
                   const std::optional<model::List>& about);

/// Carries out commands whose sender has answered (Outcome::Kind::commands); what they did is
/// mailed to the sender.
void carry_out(store::Tx& tx, const model::Site& site, const model::Request& asked,
               const lists::Evidence& evidence, Time now);

}  // namespace colporteur::robot
