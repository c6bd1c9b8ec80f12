// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/mailing.hpp"
#include "model/person.hpp"
#include "store/db.hpp"

/// The ledger at its daily work: one row per recipient of each mailing. Its rows change state
/// `due → leased → sent | due again | failed`, and by an administrator's word to `paused`,
/// `cancelled` and back to `due`.
namespace colporteur::store {

/// Everyone who is subscribed to the mailing's list at this moment becomes a recipient, by and by
/// (see fill_mailings): of this mailing, or of the one among those it leads
/// (model::Audience::leader) that fits how they want their posts. Returns how many get a copy now.
std::int64_t address_to_members(Tx& tx, model::MailingId id, model::ListId list);

/// Whoever is named in To or Cc and does not want a second copy gets none of these mailings.
void add_named(Tx& tx, model::MailingId leader, model::PersonId address);

/// The ways other than Reception::mail in which some member wants their posts.
std::vector<model::Reception> unusual_receptions(Db& db, model::ListId list);

/// All the forms in which some member wants their posts, and what each is owed: the mailings of a
/// group that reaches everybody, those who want no posts as well.
std::vector<model::Audience> audiences(Db& db, model::ListId list);

/// How many members get a copy of each post, not counting those who wait for a digest or want
/// nothing.
std::int64_t count_readers(Db& db, model::ListId list);

/// The number of the last post that needs nothing more for that member: those after it will still
/// be sorted to them by fill_mailings, as they want them then.
std::int64_t dealt_with(Db& db, model::ListId list, model::MemberId member);

/// Makes the next rows, at most `limit`, of one mailing that is not complete, sorted into their
/// destinations; false when none is left to fill. A long letter is filled in many short
/// transactions.
bool fill_mailings(Tx& tx, int limit, Time now);

/// One row: for an address, or for a member, who can then leave by a link of their own.
model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing,
                               const mail::Address& recipient, Time due);
model::DeliveryId add_delivery(Tx& tx, const model::Mailing& mailing, const model::Member& member,
                               Time due);

/// The rows of one letter for one destination that wait to be sent.
struct Lane {
    model::MailingId mailing{};
    model::DestinationId destination{};
    model::Schedule schedule{};  ///< the letter's
    Time first_due;              ///< the earliest of its rows
};

/// The lanes of all letters that are not paused, the oldest letter first. Costs a few steps along
/// an index per lane, however many rows wait.
std::vector<Lane> lanes(Db& db);

/// Due notices (Priority::notice), oldest first, at most `limit`; leased, `attempts` counted.
std::vector<model::Delivery> lease_notices(Tx& tx, int limit, Time now);

/// The same of one lane, first due first. Rows of readers who have left since are cancelled instead
/// and do not count (8058-09).
std::vector<model::Delivery> lease_letters(Tx& tx, const Lane& lane, int limit, Time now);

/// When the next notice after `now` is due; nothing when none is.
std::optional<Time> next_notice_due(Db& db, Time now);

/// Of these leased ones, those that must not be sent after all: they or their mailing were paused,
/// cancelled or removed since.
std::vector<model::DeliveryId> withdrawn(Db& db, const std::vector<model::DeliveryId>& leased);

/// After a start: nobody holds a lease any more. An attempt that nobody knows the end of does not
/// count.
void release_deliveries(Tx& tx, Time now);

/// A leased one that was not tried after all; its attempt does not count.
void give_back(Tx& tx, model::DeliveryId id, Time due);

/// The relay has spoken of attempt `attempt` of a leased delivery; `at`: when it is due again, or
/// when it was settled. Told twice, or of an attempt that is over, it changes nothing. One paused
/// or cancelled while it was under way is sent if the relay took it, and otherwise stays so.
void settle(Tx& tx, model::DeliveryId id, int attempt, model::DeliveryState state,
            std::string_view reply, Time at);

/// Whether an administrator holds all sending back (after a restore, until somebody says go).
/// `reason`: for people.
void pause_sending(Tx& tx, std::string_view reason);
void resume_sending(Tx& tx);
std::optional<std::string> sending_paused(Db& db);

}  // namespace colporteur::store
