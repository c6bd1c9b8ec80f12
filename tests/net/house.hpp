// SPDX-License-Identifier: AGPL-3.0-or-later
// What every net test needs: a desk that remembers, a relay that follows a script, and a way to run
// coroutines.
#pragma once

#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dialogs/dialog.hpp"
#include "net/listener.hpp"
#include "net/smtp_session.hpp"

namespace colporteur::net {

namespace asio = boost::asio;

constexpr std::chrono::seconds soon{
    5};  ///< long enough for a busy machine; nothing waits so long when all is well

/// Runs `work` to its end, then stops `listener` so that the executor has nothing left to do; what
/// `work` throws is thrown.
inline void run(asio::io_context& io, awaitable<void> work,
                std::shared_ptr<Listener> listener = nullptr)
{
    std::exception_ptr failure;
    asio::co_spawn(io, std::move(work), [&failure, listener](std::exception_ptr thrown) {
        failure = thrown;
        if (listener)
            listener->stop();
    });
    io.run();
    io.restart();
    if (failure)
        std::rethrow_exception(failure);
}

struct Taken {
    smtp::Envelope envelope;
    std::string message;
};

/// Judges as the dialogues want it, and keeps what it takes.
class TestDesk : public MailDesk {
public:
    std::vector<Taken> taken;
    bool broken = false;

    awaitable<smtp::Reply> check_recipient(mail::Address recipient) override
    {
        if (broken)
            throw std::runtime_error{"no store"};
        co_return dialogs::judge(recipient);
    }

    awaitable<std::vector<smtp::Reply>> take(smtp::Envelope envelope, mail::RawMessage message,
                                             std::string) override
    {
        if (broken)
            throw std::runtime_error{"no store"};
        auto replies = dialogs::take(envelope);
        taken.push_back({std::move(envelope), std::move(message)});
        co_return replies;
    }
};

inline std::shared_ptr<Listener> open_smtp(asio::io_context& io, std::shared_ptr<MailDesk> desk,
                                           smtp::Limits limits = {.host = "lists.example.org"},
                                           SessionLimits patience = {},
                                           smtp::Role role = smtp::Role::smtp,
                                           ListenerLimits door = {})
{
    Serve serve = [=](std::shared_ptr<Stream> stream) {
        return run_smtp_session(std::move(stream), smtp::Server{role, limits}, desk, patience);
    };
    return Listener::open(io.get_executor(), "127.0.0.1:0", door, serve).value();
}

/// A peer that says and expects what a script tells: "S:" says a line, "C:" wants a line that
/// begins so, "D:" reads up to the lone dot, "W:" waits until the other side hangs up. At the end
/// it hangs up itself.
class ScriptedPeer {
public:
    std::vector<std::string> script;
    std::vector<std::string> heard;  ///< every line read

    static awaitable<void> play(std::shared_ptr<ScriptedPeer> self, std::shared_ptr<Stream> stream)
    {
        for (const std::string& step : self->script) {
            const std::string text = step.substr(2);
            if (step[0] == 'S') {
                auto writing = stream->write(text + "\r\n", soon);
                co_await std::move(writing);
            } else if (step[0] == 'W') {
                co_await stream->fill(soon);
            } else {
                auto reading = read(self, stream, step[0] == 'D' ? "." : text, step[0] == 'D');
                co_await std::move(reading);
            }
        }
    }

private:
    static awaitable<void> read(std::shared_ptr<ScriptedPeer> self, std::shared_ptr<Stream> stream,
                                std::string wanted, bool skip_others)
    {
        while (true) {
            auto reading = stream->read_line(10000, soon);
            const auto line = co_await std::move(reading);
            self->heard.push_back(line.value_or("?"));
            if (!skip_others && !self->heard.back().starts_with(wanted))
                throw std::runtime_error{"wanted " + wanted + ", heard " + self->heard.back()};
            if (!skip_others || self->heard.back() == wanted)
                co_return;
        }
    }
};

inline std::shared_ptr<Listener> open_scripted(asio::io_context& io,
                                               std::shared_ptr<ScriptedPeer> peer)
{
    Serve serve = [=](std::shared_ptr<Stream> stream) {
        return ScriptedPeer::play(peer, std::move(stream));
    };
    return Listener::open(io.get_executor(), "127.0.0.1:0", {}, serve).value();
}

/// Writes `octets` and reads until the peer hangs up.
inline awaitable<void> converse(std::uint16_t port, std::string octets,
                                std::shared_ptr<std::string> heard)
{
    auto connecting = connect_tcp("127.0.0.1", port, soon);
    const auto stream = co_await std::move(connecting);
    auto writing = stream->write(std::move(octets), soon);
    co_await std::move(writing);
    try {
        while (true) {
            co_await stream->fill(soon);
            *heard += stream->buffered();
            stream->consume(stream->buffered().size());
        }
    } catch (const boost::system::system_error& end) {
        if (end.code() == boost::asio::error::timed_out)
            throw;
    }
}

}  // namespace colporteur::net
