// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/mailing.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Keeps a mailing without recipients. `fingerprint`: what makes a letter the same letter, or ""
/// for mail that may be sent twice. Nothing when the list has had that fingerprint before.
std::optional<model::MailingId> add_mailing(Tx& tx, const model::Mailing& mailing,
                                            std::string_view fingerprint);
std::optional<model::Mailing> find_mailing(Db& db, model::MailingId id);

/// Everyone who is subscribed to the mailing's list at this moment becomes its recipients, by and
/// by: see fill_mailing. Returns how many.
std::int64_t address_to_members(Tx& tx, model::MailingId id, model::ListId list);

/// Makes the next rows, at most `limit`, of a mailing that is not complete; false when none is left
/// to fill. A long letter is filled in many short transactions.
bool fill_mailings(Tx& tx, int limit, Time now);

model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing,
                               const mail::Address& recipient, Time due);

/// Due deliveries of that priority, of mailings that are not paused, oldest first, at most `limit`;
/// leased. Those of readers who have left since are recorded as failed instead.
std::vector<model::Delivery> lease_deliveries(Tx& tx, model::Priority priority, int limit,
                                              Time now);

/// Of these leased ones, those that must not be sent after all: their mailing was paused, given up
/// or removed since.
std::vector<model::DeliveryId> withdrawn(Db& db, const std::vector<model::DeliveryId>& leased);

/// After a start: nobody holds a lease any more.
void release_deliveries(Tx& tx, Time now);

/// A leased one that was not tried after all; its attempt does not count.
void give_back(Tx& tx, model::DeliveryId id, Time due);

/// The relay has spoken of attempt `attempt` of a leased delivery. Told twice, or of an attempt
/// that is over, it changes nothing. One given up while it was under way is sent if the relay took
/// it.
void settle(Tx& tx, model::DeliveryId id, int attempt, model::DeliveryState state,
            std::string_view reply, Time due);

/// When the next delivery after `now` is due; nothing when none is.
std::optional<Time> next_delivery_due(Db& db, Time now);

struct Tally {
    std::int64_t due = 0;  ///< never tried yet
    std::int64_t leased = 0;
    std::int64_t deferred = 0;  ///< tried, to be tried again
    std::int64_t sent = 0;
    std::int64_t failed = 0;
};

/// A line of `queue list`.
struct QueuedMailing {
    model::MailingId id{};
    std::optional<model::ListId> list;
    std::string subject;
    model::Priority priority{};
    bool paused = false;
    bool filling = false;  ///< not all recipients are in the ledger yet
    Time created;
    Tally tally;
};

/// Mailings with something still to deliver; with `all`, finished ones too. Newest first.
std::vector<QueuedMailing> queued_mailings(Db& db, bool all);
Tally tally(Db& db, model::MailingId id);

/// The deliveries of one mailing after `after`, at most `limit`.
std::vector<model::Delivery> deliveries_of(Db& db, model::MailingId id, model::DeliveryId after,
                                           int limit);
std::optional<model::Delivery> find_delivery(Db& db, model::DeliveryId id);

/// False when there is no such mailing.
bool pause_mailing(Tx& tx, model::MailingId id, bool paused);

/// Failed and deferred ones become due now. Returns how many.
std::int64_t retry_mailing(Tx& tx, model::MailingId id, Time now);

/// What is not sent yet never will be, unless it is on its way to the relay at this moment:
/// recorded as failed with that reply. Returns how many.
std::int64_t drop_mailing(Tx& tx, model::MailingId id, std::string_view reply);

/// Takes away what has done its work: finished mailings with their rows older than
/// `deliveries_before`, done or expired requests, notes of answers, and messages that nothing names
/// any more. At most `limit` of each; true when there may be more.
bool sweep(Tx& tx, Time deliveries_before, Time requests_before, Time answers_before, int limit);

}  // namespace colporteur::store
