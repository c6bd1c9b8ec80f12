// SPDX-License-Identifier: AGPL-3.0-or-later
// A script of relay replies played against smtp::Client, and copies to play it with.
#pragma once

#include <deque>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "smtp/client.hpp"

namespace colporteur::smtp {

/// A copy for the recipients `id`, `id` + 1, …
inline Copy copy_for(std::uint64_t id, std::string_view content = "Subject: hello\r\n",
                     int recipients = 1)
{
    Copy copy{.id = id, .sender = fmt::format("b{}@us.org", id), .pieces = {content}};
    for (int i = 0; i < recipients; ++i, ++id)
        copy.recipients.push_back({id, fmt::format("r{}@them.org", id)});
    return copy;
}

inline Copy copy_for_three(std::uint64_t id)
{
    return copy_for(id, "Subject: hello\r\n", 3);
}

using Log = std::vector<std::string>;

/// Plays the relay; notes what was written, and in which order outcomes came.
class Script {
public:
    explicit Script(ClientWishes wishes = {.our_name = "us.org"}) : client_{std::move(wishes)}
    {
        obey(client_.start());
    }

    std::deque<Copy> waiting;
    Log log;  ///< "> " written, "= " outcome, "? " unsuited, "< " not sent, "! " failure
    bool closed = false;
    bool wants_tls = false;

    /// The relay says this; lines of one reply are parted by LF.
    void hear(const std::string& reply)
    {
        ReplyReader reader;
        Result<std::optional<Reply>> read = std::nullopt;
        for (const auto line : split(reply, '\n'))
            read = reader.feed(line);
        obey(client_.on_reply(read.value().value()));
    }

    void hear_all(std::initializer_list<std::string> replies)
    {
        for (const auto& reply : replies)
            hear(reply);
    }

    void greet(const std::string& offers)
    {
        hear("220 relay");
        hear(offers);
        log.clear();
    }

    void lose() { obey(client_.on_lost()); }

    void handshake() { obey(client_.on_tls()); }

    void offer(Copy copy) { obey(client_.on_copy(std::move(copy))); }

    /// What was noted since the last call.
    Log news() { return std::exchange(log, {}); }

private:
    void obey(Step step)
    {
        for (const auto& [recipient, reply, ours] : step.settled)
            log.push_back(fmt::format("= {} {} {}", recipient, reply.code, reply.enhanced));
        if (step.unsuited)
            log.push_back(fmt::format("? {} {}", step.unsuited->copy.id,
                                      step.unsuited->lack == Lack::utf8 ? "utf8" : "eight_bit"));
        if (!step.octets.empty())
            log.push_back("> ");
        for (const auto octets : step.octets)
            log.back() += octets;
        for (const auto& copy : step.unsent)
            log.push_back(fmt::format("<{}", numbers(copy)));
        if (step.failure)
            log.push_back(fmt::format("! {} {}", step.failure->code, step.failure->text));
        closed = step.kind == Step::Kind::close;
        wants_tls = step.kind == Step::Kind::start_tls;
        if (step.kind == Step::Kind::ready_copy ||
            (step.kind == Step::Kind::next_copy && !waiting.empty()))
            obey(client_.on_copy(take()));
    }

    static std::string numbers(const Copy& copy)
    {
        std::string text;
        for (const auto& recipient : copy.recipients)
            text += fmt::format(" {}", recipient.id);
        return text;
    }

    std::optional<Copy> take()
    {
        if (waiting.empty())
            return std::nullopt;
        Copy copy = std::move(waiting.front());
        waiting.pop_front();
        return copy;
    }

    Client client_;
};

}  // namespace colporteur::smtp
