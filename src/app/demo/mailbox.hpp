// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "net/listener.hpp"
#include "net/smtp_session.hpp"

namespace colporteur::app {

/// A mail that a receiving server was given.
struct Received {
    std::string sender;  ///< of the envelope
    std::string recipient;
    std::string octets;
};

/// A small receiving mail server on loopback, with a mailbox for whoever is written to.
class Mailboxes {
public:
    Mailboxes();
    ~Mailboxes();
    Mailboxes(const Mailboxes&) = delete;
    Mailboxes& operator=(const Mailboxes&) = delete;

    std::uint16_t port() const { return listener_->port(); }

    /// Takes the oldest mail out of somebody's mailbox; waits for it, 20 seconds at most.
    std::optional<Received> wait_for(const std::string& recipient);

    /// Waits until `count` mails have come in all, 120 seconds at most. Returns how many there are.
    std::size_t wait_until(std::size_t count);

    std::size_t count() const;

    /// How many different people have mail in their box.
    std::size_t people() const;

private:
    class Slot;

    void keep(Received mail);

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::map<std::string, std::vector<Received>> boxes_;
    std::size_t count_ = 0;
    boost::asio::io_context io_{1};
    std::shared_ptr<net::Listener> listener_;
    std::thread thread_;
};

}  // namespace colporteur::app
