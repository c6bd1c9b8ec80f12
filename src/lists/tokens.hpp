// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/.
#pragma once

#include <string>
#include <string_view>

#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// A post as others may see it: no link to leave, no return address and no link to decide something
/// works any more that its author forwards or quotes from a mail of ours (8058-10, trap 21). See
/// dressing::without_tokens. Links to parts of posts are nobody's own, and keep working.
std::string without_tokens(store::Db& db, const model::Site& site, std::string_view octets);

}  // namespace colporteur::lists
