// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/ours.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "lists/lists.hpp"
#include "store/lists.hpp"

namespace colporteur::robot {

bool is_ours(store::Db& db, const model::Site& site, const mail::Address& address)
{
    const std::string local = to_lower(address.local());
    const bool robot =
        std::find(site.robots.begin(), site.robots.end(), local) != site.robots.end();
    const auto domain = store::find_domain(db, address.domain());
    return domain && (robot || lists::find(db, *domain, local));
}

}  // namespace colporteur::robot
