// SPDX-License-Identifier: AGPL-3.0-or-later
// An SMTP server that takes everything and keeps nothing but counts: where the benchmarks send to.
// One thread, no copy of what it can count in place.
//
// usage: bench_sink SMTP-PORT CONTROL-PORT [--ack-at-once] [--chunking]
//   --ack-at-once  TCP_QUICKACK: for clients that wait for the acknowledgement of one segment
//   before
//                  they send the next (Nagle), and would otherwise measure our kernel's patience
//   --chunking     offers CHUNKING (RFC 3030)
//
// On the control port each line is a request and gets one line of JSON:
//   counts         what has arrived since the last reset; times are those of the monotonic clock
//   reset          forget it
//   watch ADDRESS  `watched_at` will say when the first message to it was complete
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <unordered_map>
#include <vector>

#include "bench/sink_talk.hpp"

namespace {

using namespace colporteur::bench;

struct Connection {
    int socket;
    std::unique_ptr<Talk> talk;
    std::string unread{};  ///< octets that are not yet a whole command or message
    bool blocked = false;  ///< it does not read our answers
};

[[noreturn]] void die(const char* what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

int listen_on(int port)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(static_cast<std::uint16_t>(port));
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 ||
        listen(listener, 1000) != 0)
        die("listening");
    return listener;
}

struct Options {
    int smtp_port;
    int control_port;
    bool ack_at_once;
    bool chunking;
};

class Sink {
public:
    explicit Sink(Options options)
        : options_{options},
          smtp_{listen_on(options.smtp_port)},
          control_{listen_on(options.control_port)}
    {
        watch(smtp_, EPOLL_CTL_ADD, EPOLLIN);
        watch(control_, EPOLL_CTL_ADD, EPOLLIN);
    }

    [[noreturn]] void run()
    {
        epoll_event events[64];
        for (;;) {
            const int ready = epoll_wait(poll_, events, 64, -1);
            for (int i = 0; i < ready; ++i)
                serve(events[i].data.fd);
        }
    }

private:
    void watch(int socket, int how, std::uint32_t what)
    {
        epoll_event event{};
        event.events = what;
        event.data.fd = socket;
        if (epoll_ctl(poll_, how, socket, &event) != 0)
            die("epoll_ctl");
    }

    void serve(int socket)
    {
        if (socket == smtp_ || socket == control_)
            return accept_from(socket);
        Connection& connection = connections_.at(socket);
        if (!hear(connection) || !say(connection)) {
            close(socket);
            connections_.erase(socket);
        }
    }

    void accept_from(int listener)
    {
        const int socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::unique_ptr<Talk> talk;
        if (listener == smtp_)
            talk = std::make_unique<Smtp>(counts_, options_.chunking);
        else
            talk = std::make_unique<Control>(counts_);
        watch(socket, EPOLL_CTL_ADD, EPOLLIN);
        say(connections_.emplace(socket, Connection{socket, std::move(talk)}).first->second);
    }

    /// False when the peer is gone.
    bool hear(Connection& from)
    {
        const ssize_t got = read(from.socket, buffer_.data(), buffer_.size());
        if (got <= 0)
            return got < 0 && errno == EAGAIN;
        if (options_.ack_at_once) {
            const int on = 1;
            setsockopt(from.socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
        }
        const std::string_view fresh{buffer_.data(), static_cast<std::size_t>(got)};
        if (from.unread.empty()) {
            from.unread = fresh.substr(from.talk->take(fresh));
        } else {
            from.unread += fresh;
            from.unread.erase(0, from.talk->take(from.unread));
        }
        return true;
    }

    /// False when there is nothing more to say, ever.
    bool say(Connection& to)
    {
        std::string& answer = to.talk->answer;
        if (!answer.empty()) {
            const ssize_t sent = write(to.socket, answer.data(), answer.size());
            if (sent < 0 && errno != EAGAIN)
                return false;
            answer.erase(0, sent < 0 ? 0 : static_cast<std::size_t>(sent));
        }
        if (to.blocked == answer.empty()) {
            to.blocked = !answer.empty();
            watch(to.socket, EPOLL_CTL_MOD, to.blocked ? EPOLLIN | EPOLLOUT : EPOLLIN);
        }
        return !to.talk->over() || !answer.empty();
    }

    Options options_;
    Counts counts_{};
    int poll_ = epoll_create1(EPOLL_CLOEXEC);
    int smtp_;
    int control_;
    std::unordered_map<int, Connection> connections_{};
    std::vector<char> buffer_ = std::vector<char>(1 << 18);
};

}  // namespace

int main(int count, char** words)
{
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string_view> options{words + 1, words + count};
    const auto has = [&](std::string_view word) {
        return std::find(options.begin(), options.end(), word) != options.end();
    };
    if (count < 3)
        return 2;
    Sink{{.smtp_port = std::atoi(words[1]),
          .control_port = std::atoi(words[2]),
          .ack_at_once = has("--ack-at-once"),
          .chunking = has("--chunking")}}
        .run();
}
