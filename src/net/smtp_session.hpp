// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mail/message.hpp"
#include "net/stream.hpp"
#include "smtp/server.hpp"

namespace colporteur::net {

/// Who decides about mail; the session only carries it. A call that throws is answered 451 4.3.0.
class MailDesk {
public:
    virtual ~MailDesk() = default;

    /// May this address be written to?
    virtual awaitable<smtp::Reply> check_recipient(mail::Address recipient) = 0;

    /// Makes the message safe; one reply per recipient of the envelope, in order. `peer`: the
    /// client's IP address.
    virtual awaitable<std::vector<smtp::Reply>> take(smtp::Envelope envelope,
                                                     mail::RawMessage message,
                                                     std::string peer) = 0;
};

/// How patient a session is (RFC 5321 §4.5.3.2.7: at least 5 minutes), and its certificate.
struct SessionLimits {
    std::chrono::seconds command{300};  ///< for the next command
    std::chrono::seconds data{300};     ///< for the next octets of a message
    std::chrono::seconds write{300};    ///< for the peer to take some of our replies
    std::chrono::seconds handshake{30};
    std::shared_ptr<const TlsContext> tls{};  ///< needed when the server offers STARTTLS
};

/// Drives one SMTP or LMTP connection. Moves bytes and keeps deadlines; decides nothing.
///
/// Throws boost::system::system_error when the peer is lost. A silent peer and a stopping server
/// are told 421.
awaitable<void> run_smtp_session(std::shared_ptr<Stream> stream, smtp::Server server,
                                 std::shared_ptr<MailDesk> desk, SessionLimits limits);

}  // namespace colporteur::net
