// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "store/db.hpp"

namespace colporteur::store {

/// The one thread that writes while the server runs, and the group commit: pieces of work that wait
/// together share one transaction and one fsync.
///
/// Each piece runs in its own savepoint: one that throws is undone alone. None is reported done
/// before the shared commit is on disk; when the commit fails, all of them are undone and told so.
/// Other processes (the command line) write between two transactions.
class Writer {
public:
    using Work = std::function<void(Tx&)>;
    using Done =
        std::function<void(std::exception_ptr)>;  ///< null: committed. Called on the writer's
                                                  ///< thread; must not throw or block.

    /// Opens its own connection. Throws Failure.
    explicit Writer(const std::string& path);

    /// Finishes what was submitted, then stops.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void submit(Work work, Done done);

    /// Submits and waits; rethrows what went wrong. Not from the writer's own thread.
    void run(Work work);

private:
    struct Piece {
        Work work;
        Done done;
        std::exception_ptr failure;
    };

    void loop();
    void commit_together(std::deque<Piece>& pieces);

    Db db_;
    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Piece> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace colporteur::store
