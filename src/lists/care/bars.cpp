// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/bars.hpp"

#include <algorithm>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "policy/match.hpp"
#include "store/blocks.hpp"

namespace colporteur::lists {

Bars::Bars(store::Db& db, const model::Site& site, const model::List& list)
    : db_{db}, secret_{site.secret}
{
    for (const store::Block& block : store::blocks_for(db, list.domain, list.id))
        patterns_.push_back(to_lower(block.pattern));
}

std::optional<Bar> Bars::on(const mail::Address& address) const
{
    const std::string folded = to_lower(address.text());
    const bool blocked =
        std::any_of(patterns_.begin(), patterns_.end(),
                    [&](const std::string& pattern) { return policy::fits_glob(folded, pattern); });
    if (blocked)
        return Bar::blocked;
    if (store::suppression(db_, accounts::address_digest(secret_, address.text())))
        return Bar::suppressed;
    return std::nullopt;
}

}  // namespace colporteur::lists
