// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to the stream: what a Stream holds.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/stream.hpp"
#include "net/transport.hpp"

namespace colporteur::net {

/// The socket, its input, and one timer for all its deadlines: it is set anew only when it would
/// fire too late.
struct Stream::State : std::enable_shared_from_this<Stream::State> {
    State(boost::asio::any_io_executor executor, int descriptor, std::string peer_address)
        : socket{executor, descriptor},
          timer{executor},
          transport{descriptor},
          peer{std::move(peer_address)}
    {
    }

    std::string_view buffered() const { return std::string_view{input}.substr(begin); }

    void consume(std::size_t octets);
    void drop_input();
    bool take_line(std::size_t limit, std::optional<std::string>& line);

    /// Waits until the socket can do what `progress` wants.
    awaitable<void> wait(Progress::Wait what, Timeout timeout);
    void arm();
    void on_timer();

    boost::asio::posix::stream_descriptor socket;
    boost::asio::steady_timer timer;
    Transport transport;
    std::string peer;

    std::string input{};
    std::size_t begin = 0;    ///< what is before it in `input` was consumed
    std::size_t scanned = 0;  ///< so much of buffered() is known to hold no CRLF
    bool skipping = false;    ///< inside a line that is too long

    std::chrono::steady_clock::time_point deadline{};
    std::chrono::steady_clock::time_point timer_at =
        std::chrono::steady_clock::time_point::max();  ///< max: not set
    Progress::Wait waiting = Progress::Wait::nothing;
    bool too_late = false;
    bool interrupted = false;
};

}  // namespace colporteur::net
