// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/config.hpp"
#include "app/signal.hpp"
#include "app/store_access.hpp"

namespace colporteur::app {

/// Takes away what has done its work (store::sweep), every hour, until `stop` is notified.
asio::awaitable<void> keep_house(StoreAccess& store, Retention retention,
                                 std::shared_ptr<Signal> stop);

}  // namespace colporteur::app
