// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to stream.cpp: one attempt to move octets over a non-blocking socket, plain or TLS.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "net/tls.hpp"

namespace colporteur::net {

/// What one attempt came to: octets moved, or what to wait for before the next.
struct Progress {
    enum class Wait { nothing, read, write };

    std::size_t octets = 0;
    Wait wait = Wait::nothing;
};

/// The octet mover of a Stream. Throws boost::system::system_error; asio::error::eof when the peer
/// hung up. Does not own the socket.
class Transport {
public:
    explicit Transport(int socket) : socket_{socket} {}

    bool secure() const { return tls_ != nullptr; }

    /// Appends what has arrived to `input`.
    Progress receive(std::string& input);

    /// Sends from the front of `pieces`.
    Progress send(std::span<const std::string_view> pieces);

    /// Begins TLS; `host` is "" for the server's side.
    void begin_tls(std::shared_ptr<const TlsContext> context, const std::string& host);
    Progress handshake();

    /// Whether nothing has arrived and the peer has not hung up.
    bool quiet() const;

    /// Tells the peer that nothing more comes.
    void shut();

private:
    struct Free {
        void operator()(SSL* tls) const { SSL_free(tls); }
    };

    Progress judge_tls(int result);

    int socket_;
    std::shared_ptr<const TlsContext> context_{};
    std::unique_ptr<SSL, Free> tls_{};
    bool broken_ = false;  ///< no close_notify after a fatal error
};

}  // namespace colporteur::net
