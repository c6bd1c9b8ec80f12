// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "delivery/notice.hpp"
#include "model/list.hpp"
#include "model/person.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// The lists that would be nobody's without this person.
std::vector<model::List> lists_owned_alone(store::Db& db, const model::Person& person);

/// What was erased, for the farewell.
struct Forgotten {
    std::vector<mail::Address> addresses{};
    std::int64_t subscriptions = 0;  ///< those that were left before among them
    std::int64_t roles = 0;
    std::int64_t letters = 0;  ///< that stay in archives without their author
    std::int64_t posts = 0;    ///< whose text is gone from archives
    bool blocked = false;      ///< a block of an address stays
};

/// Erases everything about whoever has that address, all their addresses (GDPR art. 17):
/// memberships, answers, consents, roles, questions, what waits, rows of the ledger. A keyed digest
/// of each address stays, by which no import brings it back (art. 21); their own subscribing lifts
/// it.
///
/// What they wrote stays in the archives as far as it is a collective's: a newsletter's letters,
/// which went out in its name, lose what names their author in the header; a discussion's posts
/// lose their text and attachments, since nobody can tell what in them names somebody, and keep
/// their place, so that the answers still make sense. What others quoted of them is the others'.
///
/// Throws std::logic_error when lists_owned_alone() are not none.
Forgotten forget(store::Tx& tx, const model::Site& site, const mail::Address& address, Time now);

/// The one mail after that. `farewell` says to whom, in which language, about which domain.
void say_farewell(store::Tx& tx, const model::Site& site, const Forgotten& forgotten,
                  delivery::Notice farewell, Time now);

/// Whether an address was forgotten and has not come back by itself since.
bool is_forgotten(store::Db& db, const model::Site& site, const mail::Address& address);

}  // namespace colporteur::lists
