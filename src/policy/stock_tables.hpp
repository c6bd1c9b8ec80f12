// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "policy/stock.hpp"

namespace colporteur::policy {

// Sympa believes a From header alone; here, wherever an act would change something or speak for the
// list to everybody, the rule says `confirm`, and the summary says so. Sympa's S/MIME signatures of
// people are `verified` here, the signature of their domain.
//
// Who is a member already (or none, for leave) never gets as far as a policy: the answer would be
// the same whatever it says.

std::span<const Stock> stock_of_membership();  ///< subscribe, leave (stock_membership.cpp)
std::span<const Stock> stock_of_posts();       ///< post, Sympa's names (stock_post.cpp)
std::span<const Stock> stock_of_mailman();     ///< post, Mailman's actions (stock_mailman.cpp)
std::span<const Stock> stock_of_the_rest();    ///< all other acts (stock_rest.cpp)

}  // namespace colporteur::policy
