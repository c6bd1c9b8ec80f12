// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/store_access.hpp"
#include "delivery/journal.hpp"

namespace colporteur::app {

/// Brings what relays say into the ledger: into the journal at once, into the database with the
/// next shared commit, at most 50 ms later. On the thread of the sessions.
class Settler {
public:
    /// What else is to be written with a commit, asked for before each.
    using Also = std::function<store::Writer::Work()>;

    /// `committed`: called after each commit with what was written.
    using Committed = std::function<void(const std::vector<delivery::Settled>&)>;

    Settler(asio::any_io_executor executor, StoreAccess& store, const std::string& journal_folder,
            Also also, Committed committed);

    /// What an ended program had not committed goes into the ledger. Before the first settle().
    void recover(store::Db& db);

    /// Whether so many replies are sure to be kept, whatever the database does.
    bool has_room(std::size_t replies) const { return journal_.has_room(replies); }

    void settle(const delivery::Settled& settled);

    /// Whether something is not committed yet.
    bool busy() const { return flushing_; }

    /// From now on a failing commit is not tried again: the journal keeps it for the next start.
    void stop() { stopping_ = true; }

private:
    asio::awaitable<void> flush_soon();
    asio::awaitable<void> flush();

    asio::any_io_executor executor_;
    StoreAccess& store_;
    delivery::Journal journal_;
    Also also_;
    Committed committed_;
    bool flushing_ = false;
    bool stopping_ = false;
};

}  // namespace colporteur::app
