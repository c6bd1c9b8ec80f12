// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "net/stream_state.hpp"

namespace colporteur::net {

namespace asio = boost::asio;

namespace {

using boost::system::system_error;

/// A socket that has begun to connect; -1 with errno when it cannot.
int begin_connect(const asio::ip::tcp::endpoint& to)
{
    const int socket =
        ::socket(to.protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0)
        throw system_error{errno, boost::system::system_category()};
    if (::connect(socket, to.data(), static_cast<socklen_t>(to.size())) < 0 &&
        errno != EINPROGRESS) {
        const int error = errno;
        ::close(socket);
        throw system_error{error, boost::system::system_category()};
    }
    return socket;
}

}  // namespace

awaitable<void> Stream::connected(Timeout timeout)
{
    const auto state = state_;
    co_await state->wait(Progress::Wait::write, timeout);
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(state->socket.native_handle(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        throw system_error{error, boost::system::system_category()};
}

awaitable<std::shared_ptr<Stream>> connect_tcp(std::string host, std::uint16_t port,
                                               Stream::Timeout timeout)
{
    const auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::resolver resolver{executor};
    const std::string service = std::to_string(port);
    auto looking_up = resolver.async_resolve(host, service, asio::use_awaitable);
    const auto found = co_await std::move(looking_up);

    boost::system::error_code failure = asio::error::host_not_found;
    for (const auto& entry : found) {
        try {
            const int socket = begin_connect(entry.endpoint());
            auto stream =
                std::make_shared<Stream>(executor, socket, entry.endpoint().address().to_string());
            auto connecting = stream->connected(timeout);
            co_await std::move(connecting);
            co_return stream;
        } catch (const system_error& error) {
            failure = error.code();
        }
    }
    throw system_error{failure, fmt::format("{}:{}", host, port)};
}

}  // namespace colporteur::net
