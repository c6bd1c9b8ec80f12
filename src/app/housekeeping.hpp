// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>

#include "app/config.hpp"
#include "app/signal.hpp"
#include "app/store_access.hpp"

namespace colporteur::app {

/// Takes away what has done its work (store::sweep, lists::expire_archives), every hour, until the end begins.
asio::awaitable<void> keep_house(StoreAccess& store, Retention retention,
                                 std::shared_ptr<Ending> ending);

/// Tells authors whose letter is finished and did not reach everybody (lists::report_letters), soon
/// after it is, until the end begins. `queued`: called when there is mail to send.
asio::awaitable<void> tell_authors(StoreAccess& store, std::shared_ptr<const model::Site> site,
                                   std::function<void()> queued, std::shared_ptr<Ending> ending);

/// Reminds moderators of what waits and ends what nobody decided about
/// (lists/moderation/remind.hpp), every minute until the end begins. `queued`: called when there is
/// mail to send.
asio::awaitable<void> watch_moderation(StoreAccess& store, std::shared_ptr<const model::Site> site,
                                       std::function<void()> queued,
                                       std::shared_ptr<Ending> ending);

}  // namespace colporteur::app
