// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/signal.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace colporteur::app {

namespace asio = boost::asio;

void Signal::notify()
{
    rung_ = waiting_.empty();
    for (asio::steady_timer* timer : waiting_)
        timer->cancel();
}

asio::awaitable<void> Signal::wait(std::chrono::milliseconds patience)
{
    if (rung_) {
        rung_ = false;
        co_return;
    }
    asio::steady_timer timer{executor_, patience};
    const auto place = waiting_.insert(waiting_.end(), &timer);
    boost::system::error_code cancelled;
    auto ring = timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    co_await std::move(ring);
    waiting_.erase(place);
}

}  // namespace colporteur::app
