// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/list.hpp"
#include "model/person.hpp"
#include "store/db.hpp"

namespace colporteur::store {

model::DomainId add_domain(Tx& tx, const model::Domain& domain);
void update_domain(Tx& tx, const model::Domain& domain);
void remove_domain(Tx& tx, model::DomainId id);
std::optional<model::Domain> find_domain(Db& db, std::string_view name);
std::optional<model::Domain> find_domain(Db& db, model::DomainId id);

/// By name.
std::vector<model::Domain> all_domains(Db& db);

/// `list.id` is not read. A taken address or List-Id is the caller's to check first.
model::ListId add_list(Tx& tx, const model::List& list);
void update_list(Tx& tx, const model::List& list);
void remove_list(Tx& tx, model::ListId id);
std::optional<model::List> find_list(Db& db, const mail::Address& posting_address);
std::optional<model::List> find_list(Db& db, model::ListId id);

/// Of one domain, or of all; by address.
std::vector<model::List> all_lists(Db& db, std::optional<model::DomainId> domain = std::nullopt);

void add_role(Tx& tx, model::ListId list, model::PersonId person, model::Role role);
void remove_role(Tx& tx, model::ListId list, model::PersonId person, model::Role role);

/// Who holds that role, by address.
std::vector<model::Person> people_with_role(Db& db, model::ListId list, model::Role role);

/// Whether the person holds it, by any of their addresses.
bool has_role(Db& db, model::ListId list, const model::Person& person, model::Role role);

/// A role that somebody holds by one of their addresses.
struct RoleOfPerson {
    model::ListId list{};
    model::PersonId address{};
    model::Role role{};
};

/// All roles of a person, by list.
std::vector<RoleOfPerson> roles_of(Db& db, const model::Person& person);

/// Who answers for all lists of a domain.
void add_listmaster(Tx& tx, model::DomainId domain, model::PersonId person);
void remove_listmaster(Tx& tx, model::DomainId domain, model::PersonId person);
std::vector<model::Person> listmasters(Db& db, model::DomainId domain);
bool is_listmaster(Db& db, model::DomainId domain, const model::Person& person);

/// The domains whose listmaster a person is.
std::vector<model::DomainId> domains_mastered(Db& db, const model::Person& person);

}  // namespace colporteur::store
