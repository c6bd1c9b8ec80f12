// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/permission.hpp"

namespace colporteur::lists {

/// Whether a list may be named to somebody: its policy see_list accepts them, and it is not hidden
/// unless they are a member, run it, or answer for its domain.
bool may_see(store::Db& db, const model::Site& site, const model::List& list, const Asker& asker,
             Time now);

/// What the policy says to a visitor who has not said who they are.
policy::Verdict anybody_may(store::Db& db, const model::Site& site, const model::List& list,
                            policy::Act act, Time now);

/// A member as another one may see them.
struct Shown {
    std::string name{};  ///< "" when they gave none
    std::string address;

    bool operator==(const Shown&) const = default;
};

/// The members of a list, by name; those without a name by address.
struct Roster {
    std::int64_t members = 0;  ///< all of them
    std::vector<Shown> shown{};
};

/// Whoever does not want to be shown is left out, but for the people who run the list, those who
/// answer for its domain, and themselves. Whether `viewer` may see anybody is policy see_members.
Roster roster_for(store::Db& db, const model::Site& site, const model::List& list,
                  const mail::Address& viewer);

}  // namespace colporteur::lists
