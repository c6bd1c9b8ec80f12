// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mail/address.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Why nobody but its owner may bring an address onto a list.
enum class Bar {
    blocked,     ///< on the list or in its domain; its owner neither
    suppressed,  ///< its owner wants no more mail that they did not ask for (RGPD-07)
};

/// What bars addresses from one list; its blocks are read once, so an import may ask for each line.
class Bars {
public:
    Bars(store::Db& db, const model::Site& site, const model::List& list);

    std::optional<Bar> on(const mail::Address& address) const;

private:
    store::Db& db_;
    std::string secret_;
    std::vector<std::string> patterns_;  ///< in lower case
};

}  // namespace colporteur::lists
