// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/list.hpp"
#include "model/site.hpp"

namespace colporteur::delivery {

/// Names and bodies of the fields that tell what a list is and how to deal with it: List-Id (RFC
/// 2919), List-Help, List-Subscribe, List-Post, List-Owner, List-Archive (RFC 2369). Without
/// List-Unsubscribe, which differs from copy to copy. ASCII.
std::vector<std::pair<std::string, std::string>> list_field_bodies(const model::Site& site,
                                                                   const model::List& list);

/// The same as header octets.
std::string list_fields(const model::Site& site, const model::List& list);

}  // namespace colporteur::delivery
