// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "lists/care/actor.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// What is to be blocked, or no longer: addresses that may neither join nor post.
struct Blocking {
    model::Domain domain;
    std::optional<model::List> list{};  ///< nothing: on all lists of the domain
    std::string pattern{};              ///< as typed
    std::string note{};                 ///< for the other moderators
};

/// pattern = local "@" domain / [ "@" ] domain           ; the latter means all addresses there
///
/// In lower case, `*` for any text, `?` for one character; at most 254 octets. Code::invalid: it is
/// none, or fits nearly everybody.
Result<std::string> read_pattern(std::string_view typed, const std::string& language);

/// Recorded. False: it stands there already. Members whom it fits stay, but cannot post.
/// Code::invalid: no pattern; Code::conflict: it fits somebody who looks after the list or domain.
Result<bool> block(store::Tx& tx, const model::Site& site, const Blocking& blocking,
                   const Actor& actor, Time now);

/// Recorded. False: there is no such block.
Result<bool> unblock(store::Tx& tx, const Blocking& blocking, const Actor& actor, Time now);

}  // namespace colporteur::lists
