// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "model/list.hpp"
#include "model/settings.hpp"
#include "store/db.hpp"

namespace colporteur::settings {

/// All that the owners of a list decide, on one sheet: what its configuration in TOML shows.
struct Sheet {
    model::List list;
    model::Settings settings{};
    std::vector<mail::Address> owners{};  ///< each role by address
    std::vector<mail::Address> moderators{};
    std::vector<mail::Address> authors{};
};

/// The settings of a list: what its owners have set, else as by default. One query, for each post.
model::Settings settings_of(store::Db& db, const model::List& list);

Sheet sheet_of(store::Db& db, const model::List& list);

/// The same list with everything by default that has a default.
Sheet by_default(const Sheet& sheet);

}  // namespace colporteur::settings
