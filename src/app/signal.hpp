// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <list>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace colporteur::app {

/// "There may be something to do": wakes the coroutines that wait for it. Belongs to one thread.
class Signal {
public:
    explicit Signal(boost::asio::any_io_executor executor) : executor_{std::move(executor)} {}

    /// Wakes all that wait now; if nobody does, the next wait returns at once.
    void notify();

    /// Returns when notified, or after `patience`.
    boost::asio::awaitable<void> wait(std::chrono::milliseconds patience);

private:
    boost::asio::any_io_executor executor_;
    std::list<boost::asio::steady_timer*> waiting_;
    bool rung_ = false;
};

/// The end, told to coroutines that sleep for long.
struct Ending {
    explicit Ending(boost::asio::any_io_executor executor) : signal{std::move(executor)} {}

    void begin()
    {
        begun = true;
        signal.notify();
    }

    Signal signal;
    bool begun = false;
};

}  // namespace colporteur::app
