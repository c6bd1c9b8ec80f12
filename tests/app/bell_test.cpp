// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/bell.hpp"

#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::app {

TEST_CASE("a server hears that another process has changed its store")
{
    const support::TemporaryFolder folder;
    boost::asio::io_context io;
    int rings = 0;
    Bell bell{io.get_executor(), folder.path(), [&rings] { ++rings; }};
    ring_bell(folder.path());
    ring_bell(folder.path());
    io.poll();
    CHECK(rings == 2);
    bell.close();
    io.run();
}

TEST_CASE("the socket of a server that was killed is in nobody's way")
{
    const support::TemporaryFolder folder;
    boost::asio::io_context io;
    int rings = 0;
    const Bell killed{io.get_executor(), folder.path(), [] {}};
    Bell bell{io.get_executor(), folder.path(), [&rings] { ++rings; }};
    ring_bell(folder.path());
    io.poll();
    CHECK(rings == 1);
}

TEST_CASE("where nobody listens, or nobody can, a ring is no failure")
{
    const support::TemporaryFolder folder;
    ring_bell(folder.path());
    ring_bell(folder.path() + "/no/such/folder");
    boost::asio::io_context io;
    const Bell deaf{io.get_executor(), folder.path() + "/" + std::string(120, 'x'), [] {}};
    CHECK(io.poll() == 0);
}

}  // namespace colporteur::app
