// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to the listener: where to listen.
#pragma once

#include <string>

#include <boost/asio/generic/stream_protocol.hpp>

#include "base/result.hpp"

namespace colporteur::net {

using Protocol = boost::asio::generic::stream_protocol;

/// A socket listening at `where` (Listener::open says which forms); its number.
Result<int> listen_at(const std::string& where);

/// "127.0.0.1:2525", "[::1]:2525" or "unix:/path".
std::string endpoint_text(const Protocol::endpoint& endpoint);

/// The port of an IP endpoint, else 0.
std::uint16_t endpoint_port(const Protocol::endpoint& endpoint);

/// The IP address of a peer, an IPv4-mapped one as IPv4; "local" for a unix-domain one.
std::string peer_text(const Protocol::endpoint& endpoint);

/// Whether limits per peer make no sense: loopback and unix-domain sockets.
bool is_near(const Protocol::endpoint& endpoint);

}  // namespace colporteur::net
