// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "net/stream.hpp"

namespace colporteur::net {

/// What is done with each connection. A plain function that calls the session's coroutine; what the
/// session throws is logged and ends that session alone.
using Serve = std::function<awaitable<void>(std::shared_ptr<Stream>)>;

struct ListenerLimits {
    std::size_t connections =
        2000;  ///< at once; beyond it `busy` is said and the connection closed
    std::size_t per_peer =
        50;              ///< at once from one address; loopback and unix-domain peers are exempt
    std::string busy{};  ///< octets said to those who come too many: an SMTP 421 or an HTTP 503
};

/// Takes connections on one address until stopped, whatever goes wrong with single ones.
///
/// Belongs to the thread that runs its executor.
class Listener {
public:
    /// Listens at `where`: "127.0.0.1:2525", "[::1]:2525" (port 0: any free one) or "unix:/path"
    /// (an abandoned socket is replaced; mode 0660). The error names the address. Accepting begins
    /// when the executor runs.
    static Result<std::shared_ptr<Listener>> open(boost::asio::any_io_executor executor,
                                                  std::string where, ListenerLimits limits,
                                                  Serve serve);

    virtual ~Listener() = default;

    virtual std::string where() const = 0;        ///< as bound: "127.0.0.1:41873"
    virtual std::uint16_t port() const = 0;       ///< as bound; 0 for a unix-domain socket
    virtual std::size_t connections() const = 0;  ///< sessions under way

    /// Takes no more connections and interrupts the sessions (they say goodbye by themselves).
    virtual void stop() = 0;

    /// After stop(): waits until every session has ended, at most `patience`, then cuts those left.
    virtual awaitable<void> finish(std::chrono::milliseconds patience) = 0;
};

}  // namespace colporteur::net
