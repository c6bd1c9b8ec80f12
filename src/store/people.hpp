// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/person.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// The person behind an address, made if new. Address for comparing: local-part in lower case too,
/// since no real host tells them apart; mail goes to the spelling that was given first. A name that
/// is given replaces an empty one.
model::Person get_or_add_person(Tx& tx, const mail::Address& address, std::string_view name,
                                std::string_view language);
std::optional<model::Person> find_person(Db& db, const mail::Address& address);
void rename_person(Tx& tx, model::PersonId id, std::string_view name);

std::optional<model::Member> find_member(Db& db, model::ListId list, model::PersonId person);
std::optional<model::Member> find_member(Db& db, model::MemberId id);

/// Makes them a subscriber, again if they had left. Returns the row's id.
model::MemberId subscribe(Tx& tx, model::ListId list, model::PersonId person, Time now);

/// The same for somebody who was never on the list; nothing when they are, or were.
std::optional<model::MemberId> add_member(Tx& tx, model::ListId list, model::PersonId person,
                                          Time now);
void unsubscribe(Tx& tx, model::MemberId id, Time now);

/// Members after `after` in order of id, at most `limit`: for walking a long list in constant
/// memory.
std::vector<model::Member> members_after(Db& db, model::ListId list, model::MemberId after,
                                         int limit);
std::int64_t count_members(Db& db, model::ListId list);

/// What this person is subscribed to.
std::vector<model::Member> memberships(Db& db, model::PersonId person);

void add_consent(Tx& tx, const model::Consent& consent);
std::vector<model::Consent> consents_of(Db& db, model::PersonId person);

}  // namespace colporteur::store
