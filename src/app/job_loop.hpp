// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "app/signal.hpp"
#include "app/store_access.hpp"
#include "app/work_mark.hpp"
#include "intake/intake.hpp"

namespace colporteur::app {

/// Carries accepted messages through, oldest first. When the world fails (disk full), it waits and
/// tries again; a message that breaks its own step goes to the quarantine and the next ones go on.
class JobLoop {
public:
    /// `mark` names the job under way to the next start. `worked` is called whenever jobs have been
    /// done: there may be mail to deliver.
    JobLoop(asio::any_io_executor executor, StoreAccess& store, model::Site site,
            intake::WorkTable table, WorkMark& mark, std::function<void()> worked);

    /// Runs until stop(), then returns when the jobs in hand are done.
    asio::awaitable<void> run();

    void notify() { wake_.notify(); }

    void stop();

private:
    asio::awaitable<bool> turn();
    asio::awaitable<void> work_on(model::Job job);

    asio::any_io_executor executor_;
    StoreAccess& store_;
    std::shared_ptr<const model::Site> site_;
    std::shared_ptr<const intake::WorkTable> table_;
    WorkMark& mark_;
    std::function<void()> worked_;
    Signal wake_;
    Signal done_;
    int in_hand_ = 0;
    bool stopping_ = false;
};

}  // namespace colporteur::app
