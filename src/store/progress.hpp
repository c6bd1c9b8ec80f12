// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/mailing.hpp"
#include "store/db.hpp"

/// The ledger as people see it and manage it.
namespace colporteur::store {

struct Tally {
    std::int64_t due = 0;  ///< never tried yet
    std::int64_t leased = 0;
    std::int64_t deferred = 0;  ///< tried, to be tried again
    std::int64_t sent = 0;
    std::int64_t failed = 0;
    std::int64_t paused = 0;
    std::int64_t cancelled = 0;

    std::int64_t left() const { return due + leased + deferred + paused; }

    std::int64_t all() const { return left() + sent + failed + cancelled; }
};

/// A line of `queue list`.
struct QueuedMailing {
    model::MailingId id{};
    std::optional<model::ListId> list;
    std::string subject;
    model::Priority priority{};
    bool paused = false;
    bool filling = false;  ///< not all recipients are in the ledger yet
    model::Schedule schedule{};
    Time created;
    Tally tally;
};

/// Mailings with something still to deliver; with `all`, finished ones too. Newest first.
std::vector<QueuedMailing> queued_mailings(Db& db, bool all);
std::optional<QueuedMailing> queued_mailing(Db& db, model::MailingId id);

/// What the relay said last about one recipient who has not got the letter.
struct Refusal {
    Time at;             ///< when it is due again, or when it failed
    std::string domain;  ///< the recipient's; the address itself is not told here
    model::DeliveryState state{};
    std::string reply;
};

/// How a part of a letter's readers fares: one domain's, or one destination's.
struct PartProgress {
    std::string domain{};                ///< "" in the sum of a destination
    model::DestinationId destination{};  ///< 0: none
    Tally tally{};
    std::int64_t sent_lately = 0;        ///< within the last ten minutes
    std::optional<Time> first_lately{};  ///< the first of these
    std::optional<Time> last_retry{};    ///< when the last of the deferred ones is due
    std::string last_refusal{};          ///< of those who have not got it, or ""
};

struct Progress {
    Tally tally;
    std::int64_t sent_lately = 0;  ///< within the last ten minutes
    std::optional<Time> first_lately;
    std::optional<Time> last_sent;
    std::optional<Time> next_due;  ///< the earliest of those that wait
    std::vector<PartProgress> destinations;
    std::vector<PartProgress> domains;  ///< at most 20: the most left first, then the most failed
    std::vector<Refusal> refusals;      ///< the last ten, newest first
};

/// One pass over the mailing's rows, in memory that does not grow with them but with their domains.
Progress progress(Db& db, model::MailingId id, Time now);

/// The deliveries of one mailing after `after`, at most `limit`.
std::vector<model::Delivery> deliveries_of(Db& db, model::MailingId id, model::DeliveryId after,
                                           int limit);
std::optional<model::Delivery> find_delivery(Db& db, model::DeliveryId id);

/// The row of one recipient, compared as addresses are.
std::optional<model::Delivery> find_delivery(Db& db, model::MailingId id,
                                             const mail::Address& recipient);

/// What an administrator does to a letter holds for its other forms too (model::Audience::leader);
/// done to one of these, for that alone. False when there is no such mailing.
bool pause_mailing(Tx& tx, model::MailingId id, bool paused);
bool set_schedule(Tx& tx, model::MailingId id, const model::Schedule& schedule);

/// Failed and deferred ones become due now; with `cancelled`, those too, but not of readers who
/// have left. Returns how many.
std::int64_t retry_mailing(Tx& tx, model::MailingId id, bool cancelled, Time now);

/// What is not sent yet is cancelled with that reason, unless it is on its way to the relay at this
/// moment and the relay takes it. Returns how many.
std::int64_t cancel_mailing(Tx& tx, model::MailingId id, std::string_view reason);

/// The same for one recipient. False when it is sent already, or (pause) settled.
bool pause_delivery(Tx& tx, model::DeliveryId id);
bool resume_delivery(Tx& tx, model::DeliveryId id, Time now);
bool retry_delivery(Tx& tx, model::DeliveryId id, Time now);
bool cancel_delivery(Tx& tx, model::DeliveryId id, std::string_view reason);

/// Letters whose last recipient is settled and whose author has had no report yet, and which failed
/// for somebody; the oldest first.
std::vector<model::MailingId> letters_to_report(Db& db, int limit);
void note_reported(Tx& tx, model::MailingId id, Time now);

/// Takes away what has done its work: finished mailings with their rows older than
/// `deliveries_before`, done or expired requests, notes of answers, and messages that nothing names
/// any more. At most `limit` of each; true when there may be more.
bool sweep(Tx& tx, Time deliveries_before, Time requests_before, Time answers_before, int limit);

}  // namespace colporteur::store
