// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>

#include "http/message.hpp"
#include "net/stream.hpp"

namespace colporteur::net {

/// Who answers requests; the session only frames them. A call that throws is answered 500.
class PageDesk {
public:
    virtual ~PageDesk() = default;

    /// `request` is complete. Content-Length, Date, Connection and HEAD's missing body are the
    /// session's work: answer HEAD as GET.
    virtual awaitable<http::Response> answer(http::Request request) = 0;
};

struct HttpLimits {
    std::uint32_t header = 16 * 1024;  ///< octets of request line and fields; beyond it 431
    std::uint64_t body = 1024 * 1024;  ///< octets; beyond it 413
    std::chrono::seconds read{30};  ///< for a request to arrive, once begun: for each piece of it
    std::chrono::seconds keep_alive{30};  ///< for the next request to begin
    std::chrono::seconds write{30};       ///< for the peer to take some of the answer
};

/// Drives one HTTP/1.1 connection (RFC 9112): framing, limits, keep-alive.
///
/// Throws boost::system::system_error when the peer is lost in the midst of something.
awaitable<void> run_http_session(std::shared_ptr<Stream> stream, std::shared_ptr<PageDesk> desk,
                                 HttpLimits limits);

}  // namespace colporteur::net
