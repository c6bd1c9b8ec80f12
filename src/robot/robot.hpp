// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/message.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::robot {

/// Answers one mail to the automaton, whatever it says: commands in its subject or else in its
/// body, or the bare -subscribe, -unsubscribe, -request addresses, or an answer to a question of
/// ours (+confirm-TOKEN, +leave-TOKEN). Silent to machines (RFC 3834). Everything it does and says
/// happens in `tx`.
void answer(store::Tx& tx, const model::Site& site, const model::Job& job, Time now);

/// Whether the subject of a mail to LIST-request@ is a bare command, to be executed rather than
/// read by the owners.
bool is_bare_command(std::string_view subject, std::string_view list_name);

}  // namespace colporteur::robot
