// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/list.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "policy/judge.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Who wants something, and how sure it is that it is they.
struct Asker {
    mail::Address address;
    bool confirmed = false;  ///< they have answered a challenge
    bool proven = false;     ///< they sit at this machine
    /// The signature of their domain was verified; nobody verifies yet, so nobody says so.
    bool verified = false;
};

/// What an address is to a list. Who owns a list that names no moderators moderates it; the site's
/// administrators are listmasters of every domain.
policy::Roles roles_of(store::Db& db, const model::Site& site, const model::List& list,
                       const mail::Address& address);

/// The same where no list is named: listmaster and admin alone.
policy::Roles roles_of(store::Db& db, const model::Site& site, const model::Domain& domain,
                       const mail::Address& address);

/// The policy of a list for an act: as its owners wrote it, else as its kind has it.
policy::Policy policy_of(const model::List& list, const model::Settings& settings, policy::Act act);

/// The same as text.
std::string policy_text(const model::List& list, const model::Settings& settings, policy::Act act);

/// What rules may look at when somebody wants something of a list.
policy::Facts facts_of(store::Db& db, const model::Site& site, const model::List& list,
                       const model::Settings& settings, policy::Act act, const Asker& asker,
                       Time now);

/// May they, and if not simply so, why? `target`: the address that the act is about, if not the
/// asker's own.
policy::Judgement weigh(store::Db& db, const model::Site& site, const model::List& list,
                        policy::Act act, const Asker& asker,
                        const std::optional<mail::Address>& target, Time now);

/// May they? `target`: the address that the act is about, if not the asker's own.
policy::Verdict may(store::Db& db, const model::Site& site, const model::List& list,
                    policy::Act act, const Asker& asker, const std::optional<mail::Address>& target,
                    Time now);

/// Who moderates: the moderators, else the owners.
std::vector<model::Person> moderators_of(store::Db& db, const model::List& list);

/// Whether an address is blocked on a list or in its whole domain.
bool is_blocked(store::Db& db, const model::List& list, const mail::Address& address);

}  // namespace colporteur::lists
