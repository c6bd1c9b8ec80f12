// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>

#include "app/config.hpp"
#include "app/signal.hpp"
#include "app/store_access.hpp"

namespace colporteur::app {

/// Takes away what has done its work (store::sweep, lists::expire_archives), every hour, until the
/// end begins.
asio::awaitable<void> keep_house(StoreAccess& store, Retention retention,
                                 std::shared_ptr<Ending> ending);

/// Something that is to be done by itself from time to time, and may queue mail.
struct Chore {
    std::string_view name;       ///< for the log
    std::chrono::seconds every;  ///< how often it is looked after
    bool (*is_due)(store::Db&, const model::Site&);
    int (*work)(store::Tx&, const model::Site&);  ///< a part of it; how many mails were queued
};

/// Authors are told of finished letters that did not reach everybody (lists::report_letters);
/// moderators are reminded, and what nobody decided about ends (lists/moderation/remind.hpp);
/// digests that are due go (lists::send_digests).
const std::vector<Chore>& chores();

/// Does a chore until the end begins. `queued`: called when there is mail to send.
asio::awaitable<void> do_chore(StoreAccess& store, std::shared_ptr<const model::Site> site,
                               const Chore* chore, std::function<void()> queued,
                               std::shared_ptr<Ending> ending);

}  // namespace colporteur::app
