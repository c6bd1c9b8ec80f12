// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/stream_state.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace colporteur::net {

namespace asio = boost::asio;

namespace {

using boost::system::system_error;
using Clock = std::chrono::steady_clock;
constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

awaitable<void> Stream::State::wait(Progress::Wait what, Timeout timeout)
{
    const auto self = shared_from_this();
    const bool reading = what == Progress::Wait::read;
    if (reading && interrupted)
        throw system_error{asio::error::operation_aborted};
    waiting = what;
    too_late = false;
    deadline = Clock::now() + timeout;
    arm();

    const auto kind = reading ? socket.wait_read : socket.wait_write;
    auto ready = socket.async_wait(kind, as_tuple);
    const auto [error] = co_await std::move(ready);
    waiting = Progress::Wait::nothing;
    if (too_late)
        throw system_error{asio::error::timed_out};
    if (error)
        throw system_error{error};
}

void Stream::State::arm()
{
    if (timer_at <= deadline)
        return;
    timer_at = deadline;
    timer.expires_at(deadline);
    timer.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (self && !error)
            self->on_timer();
    });
}

void Stream::State::on_timer()
{
    timer_at = Clock::time_point::max();
    if (waiting == Progress::Wait::nothing)
        return;
    if (Clock::now() < deadline)
        return arm();
    too_late = true;
    socket.cancel();
}

// ---- the input buffer

void Stream::State::consume(std::size_t octets)
{
    begin += octets;
    scanned = 0;
    if (begin == input.size()) {
        input.clear();
        begin = 0;
    }
}

void Stream::State::drop_input()
{
    std::string{}.swap(input);
    begin = 0;
    scanned = 0;
    skipping = false;
}

/// Takes a line off the front, if one is complete; `line` stays empty when it is a bad one.
bool Stream::State::take_line(std::size_t limit, std::optional<std::string>& line)
{
    const auto text = buffered();
    const auto end = text.find("\r\n", scanned);
    if (end == std::string_view::npos) {
        scanned = text.size() - (text.ends_with('\r') ? 1 : 0);
        if (text.size() > limit) {
            skipping = true;
            consume(scanned);
        }
        return false;
    }
    const auto found = text.substr(0, end);
    const bool bad = std::exchange(skipping, false) || end + 2 > limit ||
                     found.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
    if (!bad)
        line = found;
    consume(end + 2);
    return true;
}

}  // namespace colporteur::net
