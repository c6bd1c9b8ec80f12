// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/result.hpp"
#include "net/stream.hpp"
#include "smtp/client.hpp"

namespace colporteur::net {

/// The mail server that takes our outgoing mail.
struct RelayTarget {
    enum class Tls { none, starttls, implicit };

    std::string host = "localhost";
    std::uint16_t port = 25;
    Tls tls = Tls::none;  ///< starttls: required, never given up silently
    bool verify = true;   ///< the relay's certificate must be trusted and bear its name
    std::string our_name = "localhost";  ///< for EHLO
    std::string user{};                  ///< "" is no AUTH
    std::string password{};
    std::string password_file{};  ///< as the URL named it; whoever reads the configuration reads it
                                  ///< into `password`
    std::chrono::seconds connect_timeout{30};
    /// For a whole reply, or for the next octets to be taken: never longer than this, nor than RFC
    /// 5321 §4.5.3.2 asks for.
    std::chrono::milliseconds longest_wait{std::chrono::minutes{10}};
    std::chrono::seconds idle{60};  ///< without a copy for so long, the session says QUIT and ends
};

/// Reads `smtp://HOST[:25]`, `smtp+starttls://[USER:PASSWORD-FILE@]HOST[:587]` or
/// `smtps://…HOST[:465]`.
Result<RelayTarget> parse_relay_url(std::string_view url);

/// Where a relay session takes its copies from and brings their outcomes to. Called on the
/// session's thread.
class CopySource {
public:
    virtual ~CopySource() = default;

    /// The next copy if one is at hand; does not wait.
    virtual std::optional<smtp::Copy> ready() = 0;

    /// Waits for the next copy, at most `patience`; nothing ends the session politely.
    virtual awaitable<std::optional<smtp::Copy>> next(std::chrono::seconds patience) = 0;

    /// The relay's answer about one recipient, or ours (421 4.4.2: connection lost, fate unknown).
    /// Called the moment the reply is read, before any octet of a later copy's content is sent.
    virtual void settled(const smtp::Outcome& outcome) = 0;

    /// The relay cannot take the copy as it is: make it again without what is lacking, or settle
    /// it.
    virtual void unsuited(smtp::Copy copy, smtp::Lack lack) = 0;

    /// No attempt was made for the copy's recipients: the connection ended before any of its
    /// content was sent to them. One copy may come back in parts, without those recipients that
    /// were settled.
    virtual void give_back(smtp::Copy copy) = 0;
};

/// The relay answered, but will not work for us: it refused greeting, EHLO, STARTTLS or AUTH; for
/// now if reply().temporary(), else until somebody changes something.
class RelayRefused : public std::runtime_error {
public:
    explicit RelayRefused(smtp::Reply reply);

    const smtp::Reply& reply() const { return reply_; }

private:
    smtp::Reply reply_;
};

/// Opens one connection to the relay and sends what `source` gives until it gives nothing.
///
/// Every recipient of a copy taken is settled, or part of one copy that is unsuited or given back,
/// whatever happens, before this returns or throws.
/// Returns normally also when the relay ended the session with 421, or hung up while we were idle.
/// Throws boost::system::system_error when the relay cannot be reached or the connection is lost in
/// the midst, RelayRefused when it will not have us.
awaitable<void> run_relay_session(RelayTarget target, std::shared_ptr<CopySource> source);

}  // namespace colporteur::net
