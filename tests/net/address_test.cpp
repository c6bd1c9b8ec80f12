// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <doctest/doctest.h>

namespace colporteur::net {

namespace {

Protocol::endpoint at(const char* address)
{
    return boost::asio::ip::tcp::endpoint{boost::asio::ip::make_address(address), 2525};
}

}  // namespace

TEST_CASE("peers are counted by their plain IP address; loopback and unix-domain ones are near")
{
    CHECK(peer_text(at("192.0.2.1")) == "192.0.2.1");
    CHECK(peer_text(at("::ffff:192.0.2.1")) == "192.0.2.1");
    CHECK(peer_text(at("2001:db8::1")) == "2001:db8::1");
    CHECK_FALSE(is_near(at("192.0.2.1")));
    CHECK_FALSE(is_near(at("2001:db8::1")));
    CHECK(is_near(at("127.0.0.1")));
    CHECK(is_near(at("::ffff:127.0.0.1")));
    CHECK(is_near(at("::1")));

    const Protocol::endpoint local{boost::asio::local::stream_protocol::endpoint{"/run/x.sock"}};
    CHECK(is_near(local));
    CHECK(peer_text(local) == "local");
    CHECK(endpoint_text(local) == "unix:/run/x.sock");
}

TEST_CASE("an endpoint is written as it is configured")
{
    CHECK(endpoint_text(at("192.0.2.1")) == "192.0.2.1:2525");
    CHECK(endpoint_text(at("::1")) == "[::1]:2525");
    CHECK(endpoint_port(at("::1")) == 2525);
}

}  // namespace colporteur::net
