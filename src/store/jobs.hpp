// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/job.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Keeps the octets of a message.
model::MessageKey add_message(Tx& tx, std::string_view octets, Time received);

/// Throws std::logic_error when there is no such message.
std::string get_message(Db& db, model::MessageKey key);

/// Forgets the octets of a message that nothing refers to any more; false when something does.
bool remove_unused_message(Tx& tx, model::MessageKey key);

/// `job.id`, `state`, `attempts` and `reason` are not read: a new job is ready at `job.received`.
model::JobId add_job(Tx& tx, const model::Job& job);

/// Ready jobs that are due, oldest first, at most `limit`; they are marked as begun.
std::vector<model::Job> begin_jobs(Tx& tx, int limit, Time now);

/// After a start: what an ended program had begun becomes ready again. `suspect`: the one that it
/// was working on when it ended, which counts against it.
void release_jobs(Tx& tx, std::optional<model::JobId> suspect);

void finish_job(Tx& tx, model::JobId id);

void quarantine_job(Tx& tx, model::JobId id, std::string_view reason);

/// From the quarantine back to work.
bool retry_job(Tx& tx, model::JobId id, Time now);

/// Takes a quarantined job away. False when there is none of that number.
bool drop_job(Tx& tx, model::JobId id);
std::vector<model::Job> quarantined_jobs(Db& db);
std::optional<model::Job> find_job(Db& db, model::JobId id);

/// When the next ready job is due; nothing when there is none.
std::optional<Time> next_job_due(Db& db);

/// Mail that came back to a delivery's own return address.
void add_bounce(Tx& tx, model::DeliveryId delivery, model::MessageKey message, Time received);

/// The same to the return address that all copies of a letter share: whose it is, is still to be
/// read from the mail.
void add_bounce(Tx& tx, model::MailingId mailing, model::MessageKey message, Time received);

}  // namespace colporteur::store
