// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/job.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Keeps a request under the hash of its token; the token itself is never stored. `request.id` is
/// not read.
model::RequestId add_request(Tx& tx, const model::Request& request, std::string_view token_hash);
std::optional<model::Request> find_request(Db& db, std::string_view token_hash);
void finish_request(Tx& tx, model::RequestId id, std::string_view outcome, Time now);

/// All that were asked about something held, now that it is decided.
void finish_requests(Tx& tx, model::HeldId held, std::string_view outcome, Time now);

/// Open requests, oldest first; of one list or of all.
std::vector<model::Request> open_requests(Db& db, std::optional<model::ListId> list, Time now);

/// Whether an invitation to that list went to that address since then, whatever became of it.
bool was_invited(Db& db, model::ListId list, const mail::Address& guest, Time since);

/// How many invitations somebody has sent since then. `by`: Request::command of an invitation.
int count_invitations(Db& db, std::string_view by, Time since);

/// Everything that an address was asked, answered or not, oldest first.
std::vector<model::Request> requests_of(Db& db, const mail::Address& address);

/// Notes that a mail about `subject` ("subscribe:12", "help") went to `address`.
void note_answer(Tx& tx, const mail::Address& address, std::string_view subject, Time sent);

/// How many mails about `subject` went to `address` since then.
int count_answers(Db& db, const mail::Address& address, std::string_view subject, Time since);

/// How many about subjects that begin so; "" counts all.
int count_answers_beginning(Db& db, const mail::Address& address, std::string_view beginning,
                            Time since);

}  // namespace colporteur::store
