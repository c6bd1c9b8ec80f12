// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/stream.hpp"

#include <algorithm>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

#include <boost/system/system_error.hpp>

#include "net/stream_state.hpp"

namespace colporteur::net {

namespace asio = boost::asio;

namespace {

using boost::system::system_error;
using Clock = std::chrono::steady_clock;
constexpr std::size_t kept_when_idle = 512;  // octets of input buffer

}  // namespace

Stream::Stream(asio::any_io_executor executor, int socket, std::string peer)
    : state_{std::make_shared<State>(std::move(executor), socket, std::move(peer))}
{
    const int on =
        1;  // replies are small and must not wait for one another; unix-domain sockets refuse it
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    state_->socket.non_blocking(true);
}

Stream::~Stream()
{
    close();
}

const std::string& Stream::peer() const
{
    return state_->peer;
}

bool Stream::secure() const
{
    return state_->transport.secure();
}

std::string_view Stream::buffered() const
{
    return state_->buffered();
}

void Stream::consume(std::size_t octets)
{
    state_->consume(octets);
}

bool Stream::line_ready() const
{
    return state_->buffered().find("\r\n", state_->scanned) != std::string_view::npos;
}

awaitable<std::optional<std::string>> Stream::read_line(std::size_t limit, Timeout timeout)
{
    const auto self = shared_from_this();
    const auto until = Clock::now() + timeout;
    std::optional<std::string> line;
    while (!state_->take_line(limit, line)) {
        const auto left = std::chrono::ceil<Timeout>(until - Clock::now());
        co_await fill(left);
    }
    co_return line;
}

awaitable<void> Stream::fill(Timeout timeout)
{
    const auto state = state_;
    if (state->begin > 0) {
        state->input.erase(0, state->begin);
        state->begin = 0;
    }
    while (true) {
        const Progress progress = state->transport.receive(state->input);
        if (progress.octets > 0)
            co_return;
        if (state->input.empty() && state->input.capacity() > kept_when_idle)
            std::string{}.swap(state->input);
        co_await state->wait(progress.wait, timeout);
    }
}

awaitable<void> Stream::write(std::string octets, Timeout timeout)
{
    std::vector<std::string_view> pieces(1, octets);
    auto writing = write_pieces(std::move(pieces), timeout);
    co_await std::move(writing);
}

awaitable<void> Stream::write_pieces(std::vector<std::string_view> pieces, Timeout timeout)
{
    const auto state = state_;
    std::erase_if(pieces, [](std::string_view piece) { return piece.empty(); });
    std::span<std::string_view> left{pieces};
    while (!left.empty()) {
        const Progress progress = state->transport.send(left);
        for (std::size_t sent = progress.octets; sent > 0;) {
            const auto step = std::min(sent, left.front().size());
            left.front().remove_prefix(step);
            sent -= step;
            if (left.front().empty())
                left = left.subspan(1);
        }
        if (progress.octets == 0)
            co_await state->wait(progress.wait, timeout);
    }
}

awaitable<void> Stream::accept_tls(std::shared_ptr<const TlsContext> context, Timeout timeout)
{
    auto handshake = connect_tls(std::move(context), "", timeout);
    co_await std::move(handshake);
}

awaitable<void> Stream::connect_tls(std::shared_ptr<const TlsContext> context, std::string host,
                                    Timeout timeout)
{
    const auto state = state_;
    state->drop_input();
    state->transport.begin_tls(std::move(context), host);
    while (true) {
        const Progress progress = state->transport.handshake();
        if (progress.wait == Progress::Wait::nothing)
            co_return;
        co_await state->wait(progress.wait, timeout);
    }
}

bool Stream::quiet() const
{
    return state_->buffered().empty() && state_->socket.is_open() && state_->transport.quiet();
}

void Stream::interrupt()
{
    state_->interrupted = true;
    if (state_->waiting == Progress::Wait::read)
        state_->socket.cancel();
}

awaitable<void> Stream::hang_up(Timeout patience)
{
    const auto self = shared_from_this();
    const auto until = Clock::now() + patience;
    try {
        state_->transport.shut();
        while (Clock::now() < until) {
            state_->drop_input();
            auto more = fill(patience);
            co_await std::move(more);
        }
    } catch (const system_error&) {
        // The peer is gone or silent: there is nobody left to be polite to.
    }
    close();
}

void Stream::close()
{
    if (!state_->socket.is_open())
        return;
    state_->transport.shut();
    state_->timer.cancel();
    boost::system::error_code ignored;
    state_->socket.close(ignored);
}

}  // namespace colporteur::net
