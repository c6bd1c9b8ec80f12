// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/list.hpp"
#include "model/settings.hpp"
#include "store/db.hpp"

namespace colporteur::settings {

/// What the owners of a list have set, and the defaults where they have set nothing.
model::Settings settings_of(store::Db& db, const model::List& list);

}  // namespace colporteur::settings
