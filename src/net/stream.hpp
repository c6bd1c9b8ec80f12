// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/tls.hpp"

namespace colporteur::net {

template <class T>
using awaitable = boost::asio::awaitable<T>;

/// A connection: TCP or unix-domain, plain or under TLS from some moment on.
///
/// Every wait has a deadline. What fails throws boost::system::system_error: asio::error::eof when
/// the peer hung up, timed_out past a deadline, operation_aborted after interrupt(). One coroutine
/// uses it at a time; it belongs to the thread that runs its executor. While waiting with nothing
/// buffered it holds no buffer at all.
class Stream : public std::enable_shared_from_this<Stream> {
public:
    using Timeout = std::chrono::milliseconds;

    /// Takes over a connected socket. `peer`: the other side's IP address, "local" for a
    /// unix-domain one.
    Stream(boost::asio::any_io_executor executor, int socket, std::string peer);
    Stream(const Stream&) = delete;
    ~Stream();

    const std::string& peer() const;
    bool secure() const;  ///< under TLS

    /// One line without its CRLF. Nothing for a line that has more than `limit` octets (CRLF
    /// included) or holds NUL, a bare CR or a bare LF: it was read to its CRLF and forgotten. Only
    /// CRLF ends a line (RFC 5321 §2.3.8).
    awaitable<std::optional<std::string>> read_line(std::size_t limit, Timeout timeout);

    /// Whether read_line() has its line already and will not wait.
    bool line_ready() const;

    /// Waits until more octets than before are buffered.
    awaitable<void> fill(Timeout timeout);

    std::string_view buffered()
        const;  ///< read and not consumed; valid until the next fill() or consume()
    void consume(std::size_t octets);

    /// Sends all of it. The deadline is for each piece of progress, not for the whole.
    awaitable<void> write(std::string octets, Timeout timeout);

    /// Sends the pieces in order without copying them; they must stay alive until it returns.
    awaitable<void> write_pieces(std::vector<std::string_view> pieces, Timeout timeout);

    /// The handshake, as server. Input buffered before it is dropped (RFC 3207 §4.2,
    /// CVE-2011-0411).
    awaitable<void> accept_tls(std::shared_ptr<const TlsContext> context, Timeout timeout);

    /// The handshake, as client of `host`.
    awaitable<void> connect_tls(std::shared_ptr<const TlsContext> context, std::string host,
                                Timeout timeout);

    /// Whether the peer has neither sent anything nor hung up; does not wait.
    bool quiet() const;

    /// From now on reads throw operation_aborted instead of waiting; the session says its last word
    /// and ends.
    void interrupt();

    /// Says that nothing more will be sent, and drops what still comes until the peer hangs up or
    /// `patience` is over: closing at once could destroy our last words on their way. Then closes.
    /// Does not throw.
    awaitable<void> hang_up(Timeout patience);

    void close();

private:
    struct State;

    friend awaitable<std::shared_ptr<Stream>> connect_tcp(std::string host, std::uint16_t port,
                                                          Timeout timeout);

    /// Waits for a connect(2) that has begun.
    awaitable<void> connected(Timeout timeout);

    std::shared_ptr<State> state_;
};

/// Connects to a host name or address; tries each address in turn, each up to `timeout`.
awaitable<std::shared_ptr<Stream>> connect_tcp(std::string host, std::uint16_t port,
                                               Stream::Timeout timeout);

}  // namespace colporteur::net
