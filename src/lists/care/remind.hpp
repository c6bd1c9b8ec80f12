// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// A mail to each member of a list, whatever form they want their posts in: that they are on it,
/// and how to leave. Goes as a letter, with copies that carry each member's own List-Unsubscribe.
/// Who has suspended their membership is left in peace. Returns how many members the list has;
/// nothing when such a mail went out within a day.
std::optional<std::int64_t> remind_members(store::Tx& tx, const model::Site& site,
                                           const model::List& list, Time now);

/// The same with another text: the list is closed. `by`: whose decision it was, for people.
std::int64_t announce_closing(store::Tx& tx, const model::Site& site, const model::List& list,
                              const std::string& by, Time now);

/// A mail to each person of a domain with all the lists they are on. Code::too_large: they are more
/// than 5,000, which is too much for one step: remind list by list. Returns how many people.
Result<std::int64_t> remind_everybody(store::Tx& tx, const model::Site& site,
                                      const model::Domain& domain, Time now);

}  // namespace colporteur::lists
