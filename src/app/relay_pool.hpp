// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "base/time.hpp"
#include "net/relay_session.hpp"

namespace colporteur::app {

namespace asio = boost::asio;

/// A mail server that takes our mail, and how much of it.
struct RelayOptions {
    net::RelayTarget target{};
    int connections = 8;  ///< at once
    int weight = 1;       ///< its part of the connections; 0: only when no other works
};

/// The open connections to all relays. Opens them as there is work, to the relays that work, by
/// their weights; lets one that is in trouble rest, and tries it again with a single connection.
class RelayPool {
public:
    using MakeSource = std::function<std::shared_ptr<net::CopySource>(std::size_t relay)>;

    /// `ended`: called when a session has ended.
    RelayPool(asio::any_io_executor executor, std::vector<RelayOptions> relays, MakeSource source,
              std::function<void()> ended);
    ~RelayPool();

    /// As many sessions as that many waiting copies are worth.
    void open(int waiting, Time now);

    /// What a relay answered: one that defers everything is in trouble too.
    void answered(std::size_t relay, const smtp::Reply& reply, Time now);

    /// Whether that relay may have copies now.
    bool works(std::size_t relay, Time now) const;

    int sessions() const;

    /// Ends every session, whatever it is at.
    void cut();

private:
    struct Session;
    struct Relay;

    asio::awaitable<void> talk(std::size_t relay, std::shared_ptr<Session> session);
    void failed(Relay& relay, Session& session, std::string_view reason, Time now);
    void trouble(Relay& relay, std::string_view reason, Time now);
    void forget_ended();
    int wanted(const Relay& relay, int waiting, int all_weights) const;

    asio::any_io_executor executor_;
    MakeSource source_;
    std::function<void()> ended_;
    std::vector<Relay> relays_;
};

}  // namespace colporteur::app
