// SPDX-License-Identifier: AGPL-3.0-or-later
// Copies for a relay session, and what became of them.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <boost/system/system_error.hpp>

#include "net/house.hpp"
#include "net/relay_session.hpp"
#include "smtp/data.hpp"

namespace colporteur::net {

/// Copies from a row, what became of them in a log.
class TestSource : public CopySource {
public:
    std::deque<smtp::Copy> waiting;
    std::deque<smtp::Copy> later;  ///< come only to who waits
    std::vector<std::string> log;

    std::optional<smtp::Copy> ready() override { return take(waiting); }

    awaitable<std::optional<smtp::Copy>> next(std::chrono::seconds) override
    {
        co_return take(later);
    }

    void settled(const smtp::Outcome& outcome) override
    {
        log.push_back(
            fmt::format("{} {} {}", outcome.recipient, outcome.reply.code, outcome.reply.enhanced));
    }

    void unsuited(smtp::Copy copy, smtp::Lack lack) override
    {
        log.push_back(
            fmt::format("{} lacks {}", copy.id, lack == smtp::Lack::utf8 ? "utf8" : "8bit"));
    }

    void give_back(smtp::Copy copy) override
    {
        for (const auto& recipient : copy.recipients)
            log.push_back(fmt::format("{} back", recipient.id));
    }

private:
    static std::optional<smtp::Copy> take(std::deque<smtp::Copy>& row)
    {
        if (row.empty())
            return std::nullopt;
        smtp::Copy copy = std::move(row.front());
        row.pop_front();
        return copy;
    }
};

/// Its content has lines that begin with dots.
inline smtp::Copy copy_for(std::uint64_t id, std::string recipient = "town@lists.example.org")
{
    struct Octets {
        std::string plain;
        std::string stuffed;
    };

    const auto plain = fmt::format("Subject: copy {}\r\n\r\n.dots\r\n..\r\n", id);
    const auto octets = std::make_shared<const Octets>(Octets{plain, smtp::stuff_dots(plain)});
    const std::string_view text{octets->plain};
    return {.id = id,
            .sender = "bounce@us.org",
            .recipients = {{id, std::move(recipient)}},
            .pieces = {text.substr(0, 10), text.substr(10)},
            .stuffed = {octets->stuffed},
            .keeps = octets};
}

inline RelayTarget target_at(const std::shared_ptr<Listener>& listener)
{
    return {.host = "127.0.0.1", .port = listener->port(), .our_name = "us.org"};
}

using Log = std::vector<std::string>;

/// How a session with a peer went.
struct Played {
    Log log;            ///< of the source
    Log heard;          ///< every line that the peer read
    bool lost = false;  ///< it ended with a system_error
};

/// A session of `target` (host and port apart) with whoever waits behind `listener`.
inline Played play(asio::io_context& io, const std::shared_ptr<Listener>& listener,
                   std::shared_ptr<TestSource> source, RelayTarget target = {.our_name = "us.org"})
{
    target.host = "127.0.0.1";
    target.port = listener->port();
    Played played;
    try {
        run(io, run_relay_session(std::move(target), source), listener);
    } catch (const boost::system::system_error&) {
        played.lost = true;
    }
    played.log = source->log;
    return played;
}

/// A session with a peer that follows `script`.
inline Played play(std::vector<std::string> script, std::shared_ptr<TestSource> source,
                   RelayTarget target = {.our_name = "us.org"})
{
    asio::io_context io;
    const auto peer = std::make_shared<ScriptedPeer>();
    peer->script = std::move(script);
    Played played = play(io, open_scripted(io, peer), std::move(source), std::move(target));
    played.heard = peer->heard;
    return played;
}

inline std::shared_ptr<TestSource> source_of(std::deque<smtp::Copy> copies)
{
    const auto source = std::make_shared<TestSource>();
    source->waiting = std::move(copies);
    return source;
}

}  // namespace colporteur::net
