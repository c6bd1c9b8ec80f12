// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/job.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// `held.id` and what a decision fills in are not read.
model::HeldId add_held(Tx& tx, const model::Held& held);
std::optional<model::Held> find_held(Db& db, model::HeldId id);

/// Writes a decision down; false when somebody has decided already, and then nothing changes.
bool decide_held(Tx& tx, model::HeldId id, std::string_view outcome, std::string_view decided_by,
                 Time now);

/// What waits, oldest first; of one list or of all.
std::vector<model::Held> open_held(Db& db, std::optional<model::ListId> list = std::nullopt);

/// The wish of that address to join or leave that waits already.
std::optional<model::Held> find_wish(Db& db, model::ListId list, model::HeldKind kind,
                                     const mail::Address& address);

/// The lists on which something waits of which nobody was reminded since `before`; by id.
std::vector<model::ListId> lists_to_remind(Db& db, Time before);

/// What ended undecided of which the moderators have not been told, at most `limit`.
std::vector<model::Held> lapsed_held(Db& db, int limit);

/// Posts and wishes of an address that wait or waited for a decision, oldest first.
std::vector<model::Held> held_of(Db& db, const mail::Address& address);

/// What waits and has reached its end at `now`, at most `limit`.
std::vector<model::Held> expired_held(Db& db, Time now, int limit);

/// The moderators were reminded of it.
void note_reminded(Tx& tx, model::HeldId id, Time now);

}  // namespace colporteur::store
