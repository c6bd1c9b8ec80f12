// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
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
std::optional<model::Person> find_person(Db& db, model::PersonId id);
void rename_person(Tx& tx, model::PersonId id, std::string_view name);

/// The language of all mail to that person, at whichever address.
void set_language(Tx& tx, const model::Person& person, std::string_view language);

/// All addresses of a person, the main one first.
std::vector<model::Person> addresses_of(Db& db, const model::Person& person);

/// From now on both addresses, and all that either brought along, are one person's; `main` keeps
/// its name and language.
void join_addresses(Tx& tx, const model::Person& main, const model::Person& other);

/// The address is a person of its own again.
void part_address(Tx& tx, const model::Person& address);

/// All that `from` brought along is at the address `to` from now on: memberships (where both are on
/// a list, that of `to` stays), roles, consents, posts, further addresses. `from` is known no more.
void merge_person(Tx& tx, const model::Person& from, const model::Person& to);

/// Takes a person's row away, and with it memberships, roles, consents and attributes of that
/// address.
void erase_person(Tx& tx, model::PersonId id);

/// The membership of that very address.
std::optional<model::Member> find_member(Db& db, model::ListId list, model::PersonId address);
std::optional<model::Member> find_member(Db& db, model::MemberId id);

/// The subscribed membership of a person: of this address, else of another one of theirs.
std::optional<model::Member> find_membership(Db& db, model::ListId list,
                                             const model::Person& person);

/// Makes them a subscriber. Who had left begins anew: how they get posts and whether they are shown
/// is as for anybody; only their standing and the count of their posts stay. Returns the row's id.
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

/// How many members get posts in each form; forms that nobody wants are left out.
std::map<model::Reception, std::int64_t> count_receptions(Db& db, model::ListId list);

/// What this person is subscribed to, at any of their addresses; by list.
std::vector<model::Member> memberships(Db& db, const model::Person& person);

/// The same, and what they have left.
std::vector<model::Member> past_and_present_memberships(Db& db, const model::Person& person);

/// Writes down how a member gets posts and is shown: reception, own_posts, named_copies, concealed,
/// suspension, topics, standing, owed_after. Whoever does not want digests is owed nothing; whoever
/// wants them now, and is not said to be owed more, is owed the posts after those that are
/// dealt_with (ledger.hpp).
void set_options(Tx& tx, const model::Member& member);

/// One more post of theirs went out.
void count_post(Tx& tx, model::MemberId id);

/// What a list's members told beyond name and address, by attribute.
using Attributes = std::map<std::string, std::string>;
Attributes attributes_of(Db& db, model::MemberId id);

/// An empty value takes it away.
void set_attribute(Tx& tx, model::MemberId id, std::string_view name, std::string_view value);

void add_consent(Tx& tx, const model::Consent& consent);
std::vector<model::Consent> consents_of(Db& db, model::PersonId person);

}  // namespace colporteur::store
