// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/config.hpp"
#include "delivery/pace.hpp"
#include "store/db.hpp"

namespace colporteur::app {

/// The pace as configured, with what the store remembers of earlier days. The ledger's destinations
/// are set to follow the rules; what was already sorted stays where it is.
delivery::Pacer make_pacer(store::Db& db, const Config& config, Time now);

}  // namespace colporteur::app
