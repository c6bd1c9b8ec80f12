// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/listener.hpp"

#include <cerrno>
#include <map>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"
#include "net/address.hpp"

namespace colporteur::net {

namespace asio = boost::asio;

namespace {

using boost::system::error_code;
using boost::system::system_error;
constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds breath{
    100};                    // when the system has no more descriptors or memory
constexpr int at_once = 64;  // connections accepted before the sessions get a turn

class Door : public Listener, public std::enable_shared_from_this<Door> {
public:
    Door(asio::any_io_executor executor, int socket, ListenerLimits limits, Serve serve)
        : executor_{executor},
          acceptor_{executor, socket},
          pause_{executor},
          empty_{executor},
          limits_{std::move(limits)},
          serve_{std::move(serve)}
    {
        bound_.resize(bound_.capacity());
        auto size = static_cast<socklen_t>(bound_.capacity());
        ::getsockname(socket, bound_.data(), &size);
        bound_.resize(size);
    }

    ~Door() override { remove_file(); }

    std::string where() const override { return endpoint_text(bound_); }

    std::uint16_t port() const override { return endpoint_port(bound_); }

    std::size_t connections() const override { return sessions_.size(); }

    void begin();
    void stop() override;
    awaitable<void> finish(std::chrono::milliseconds patience) override;

private:
    awaitable<void> accept_all();
    awaitable<void> rest();
    bool accept_some();
    void admit(int socket, const Protocol::endpoint& peer);
    void serve(const std::shared_ptr<Stream>& stream, bool near);
    void refuse(int socket) const;
    void forget(const std::shared_ptr<Stream>& stream, bool near,
                const std::exception_ptr& failure);
    void remove_file();

    asio::any_io_executor executor_;
    asio::posix::stream_descriptor acceptor_;
    asio::steady_timer pause_;
    asio::steady_timer empty_;  ///< cancelled when the last session ends
    ListenerLimits limits_;
    Serve serve_;
    Protocol::endpoint bound_{};
    std::set<std::shared_ptr<Stream>> sessions_{};
    std::map<std::string, std::size_t> per_peer_{};
    bool stopped_ = false;
    bool exhausted_ = false;  ///< the last accept failed, and that was logged
};

void Door::begin()
{
    asio::co_spawn(executor_, accept_all(), [self = shared_from_this()](std::exception_ptr) {});
}

// ---- accepting

awaitable<void> Door::accept_all()
{
    while (!stopped_) {
        if (!accept_some())
            co_await rest();
        if (stopped_)
            break;
        auto ready = acceptor_.async_wait(acceptor_.wait_read, as_tuple);
        co_await std::move(ready);
    }
}

awaitable<void> Door::rest()
{
    pause_.expires_after(breath);
    auto resting = pause_.async_wait(as_tuple);
    co_await std::move(resting);
}

/// Takes those who wait; false when asking again at once would spin (no descriptors, no memory).
bool Door::accept_some()
{
    for (int i = 0; i < at_once; ++i) {
        Protocol::endpoint peer;
        peer.resize(peer.capacity());
        auto size = static_cast<socklen_t>(peer.capacity());
        const int socket =
            ::accept4(acceptor_.native_handle(), peer.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0) {
            peer.resize(size);
            admit(socket, peer);
            exhausted_ = false;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return true;
        } else if (errno != ECONNABORTED && errno != EINTR) {
            const error_code why{errno, boost::system::system_category()};
            if (!std::exchange(exhausted_, true))
                log::error("accept-failed where={} why={}", where(), why.message());
            return false;
        }
    }
    return true;
}

void Door::admit(int socket, const Protocol::endpoint& peer)
{
    const auto name = peer_text(peer);
    const auto known = per_peer_.find(name);
    if (sessions_.size() >= limits_.connections ||
        (known != per_peer_.end() && known->second >= limits_.per_peer))
        return refuse(socket);
    std::shared_ptr<Stream> stream;
    try {
        stream = std::make_shared<Stream>(executor_, socket, name);
    } catch (const std::exception&) {  // out of memory, or of what epoll may watch
        return refuse(socket);
    }
    serve(stream, is_near(peer));
}

void Door::serve(const std::shared_ptr<Stream>& stream, bool near)
{
    sessions_.insert(stream);
    if (!near)
        ++per_peer_[stream->peer()];
    try {
        asio::co_spawn(
            executor_, serve_(stream),
            [self = shared_from_this(), stream, near](const std::exception_ptr& failure) {
                self->forget(stream, near, failure);
            });
    } catch (const std::exception&) {
        forget(stream, near, std::current_exception());
    }
}

void Door::refuse(int socket) const
{
    ::send(socket, limits_.busy.data(), limits_.busy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(socket);
}

void Door::forget(const std::shared_ptr<Stream>& stream, bool near,
                  const std::exception_ptr& failure)
{
    try {
        if (failure)
            std::rethrow_exception(failure);
    } catch (const system_error& error) {
        log::info("session-lost peer={} why={}", stream->peer(), error.code().message());
    } catch (const std::exception& error) {
        log::error("session-failed peer={} why={}", stream->peer(), error.what());
    }
    stream->close();
    sessions_.erase(stream);
    if (!near && --per_peer_[stream->peer()] == 0)
        per_peer_.erase(stream->peer());
    if (sessions_.empty())
        empty_.cancel();
}

// ---- stopping

void Door::stop()
{
    if (std::exchange(stopped_, true))
        return;
    error_code ignored;
    remove_file();
    acceptor_.close(ignored);
    pause_.cancel();
    for (const auto& stream : sessions_)
        stream->interrupt();
}

awaitable<void> Door::finish(std::chrono::milliseconds patience)
{
    const auto self = shared_from_this();
    if (!sessions_.empty()) {
        empty_.expires_after(patience);
        auto waiting = empty_.async_wait(as_tuple);
        co_await std::move(waiting);
    }
    for (const auto& stream : sessions_)
        stream->close();
}

void Door::remove_file()
{
    const auto text = where();
    if (acceptor_.is_open() && text.starts_with("unix:"))
        ::unlink(text.substr(5).c_str());
}

}  // namespace

Result<std::shared_ptr<Listener>> Listener::open(asio::any_io_executor executor, std::string where,
                                                 ListenerLimits limits, Serve serve)
{
    const auto socket = listen_at(where);
    if (!socket)
        return fail(socket.error());
    auto door =
        std::make_shared<Door>(std::move(executor), *socket, std::move(limits), std::move(serve));
    door->begin();
    return door;
}

}  // namespace colporteur::net
