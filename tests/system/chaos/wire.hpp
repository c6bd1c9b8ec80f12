// SPDX-License-Identifier: AGPL-3.0-or-later
// The socket of one connection to the misbehaving relay.
#pragma once

#include <algorithm>
#include <atomic>
#include <limits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace colporteur::chaos {

/// Thrown when a connection is over.
struct Over {
    std::string_view by;
};

constexpr Over lost{"lost"};  ///< the peer is gone
constexpr Over cut{"cut"};    ///< we hang up
constexpr Over quit{"quit"};  ///< as agreed

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

class Wire {
public:
    /// `dead`: the relay has died, nothing more is said.
    Wire(int socket, const std::atomic<bool>& dead) : socket_{socket}, dead_{dead}
    {
        const int yes = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }

    Wire(const Wire&) = delete;

    ~Wire() { close(socket_); }

    const std::string& buffered() const { return buffer_; }

    void consume(std::size_t octets) { buffer_.erase(0, octets); }

    /// Waits for more; buffers at most so many octets of it. Returns how many.
    std::size_t fill(std::size_t most)
    {
        while (!readable(50))
            if (dead_)
                throw cut;
        char octets[16384];
        const auto got = recv(socket_, octets, std::min(most, sizeof octets), 0);
        if (got <= 0)
            throw lost;
        buffer_.append(octets, static_cast<std::size_t>(got));
        return static_cast<std::size_t>(got);
    }

    /// Returns when all of it is written: then it is said.
    void write(std::string_view text)
    {
        while (!text.empty()) {
            if (dead_)
                throw cut;
            const auto put = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (put <= 0)
                throw lost;
            text.remove_prefix(static_cast<std::size_t>(put));
        }
    }

    /// Says nothing until that time is over or the peer has gone.
    [[noreturn]] void be_silent(int milliseconds) const
    {
        pollfd one{socket_, POLLRDHUP, 0};
        throw poll(&one, 1, milliseconds) > 0 ? lost : cut;
    }

    /// Lets the peer read all that was said, and then that we have gone.
    void hang_up() const
    {
        shutdown(socket_, SHUT_WR);
        char octets[16384];
        while (readable(5000) && recv(socket_, octets, sizeof octets, 0) > 0) {
        }
    }

    /// Goes at once; what was said may be lost on its way.
    void reset() const
    {
        const linger none{1, 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    }

private:
    bool readable(int milliseconds) const
    {
        pollfd one{socket_, POLLIN, 0};
        return poll(&one, 1, milliseconds) > 0;
    }

    int socket_;
    const std::atomic<bool>& dead_;
    std::string buffer_;
};

}  // namespace colporteur::chaos
