// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/listener.hpp"

#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

#include "net/house.hpp"

namespace colporteur::net {

namespace {

const std::string busy = "421 4.7.0 Too many connections\r\n";

std::string socket_path()
{
    return (std::filesystem::temp_directory_path() /
            ("colporteur-test-" + std::to_string(::getpid()) + ".sock"))
        .string();
}

/// Opens `count` connections at once and reads the first line of each.
awaitable<void> call_often(std::uint16_t port, int count,
                           std::shared_ptr<std::vector<std::string>> heard)
{
    std::vector<std::shared_ptr<Stream>> streams;
    for (int i = 0; i < count; ++i) {
        auto connecting = connect_tcp("127.0.0.1", port, soon);
        streams.push_back(co_await std::move(connecting));
        auto reading = streams.back()->read_line(1000, soon);
        const auto line = co_await std::move(reading);
        heard->push_back(line.value_or(""));
    }
}

Serve never_served()
{
    return
        [](std::shared_ptr<Stream>) -> awaitable<void> { throw std::logic_error{"nobody comes"}; };
}

}  // namespace

TEST_CASE("port 0 is any free port, and the bound one can be read back")
{
    asio::io_context io;
    const auto listener = open_smtp(io, std::make_shared<TestDesk>());
    CHECK(listener->port() != 0);
    CHECK(listener->where() == "127.0.0.1:" + std::to_string(listener->port()));

    const auto six = Listener::open(io.get_executor(), "[::1]:0", {}, never_served());
    if (six)  // a machine may lack IPv6
        CHECK((*six)->where() == "[::1]:" + std::to_string((*six)->port()));
}

TEST_CASE("who comes too many is told so and sent away")
{
    asio::io_context io;
    const auto listener = open_smtp(io, std::make_shared<TestDesk>(), {}, {}, smtp::Role::smtp,
                                    {.connections = 2, .busy = busy});
    const auto heard = std::make_shared<std::vector<std::string>>();
    run(io, call_often(listener->port(), 3, heard), listener);
    CHECK(heard->at(1).starts_with("220"));
    CHECK(heard->at(2).starts_with("421 4.7.0"));
}

TEST_CASE("loopback is exempt from the limit per peer")
{
    asio::io_context io;
    const auto listener = open_smtp(io, std::make_shared<TestDesk>(), {}, {}, smtp::Role::smtp,
                                    {.per_peer = 1, .busy = busy});
    const auto heard = std::make_shared<std::vector<std::string>>();
    run(io, call_often(listener->port(), 2, heard), listener);
    CHECK(heard->at(1).starts_with("220"));
}

TEST_CASE("an address that cannot be had is named in the error")
{
    asio::io_context io;
    const auto first = open_smtp(io, std::make_shared<TestDesk>());
    for (const std::string& where :
         {first->where(), std::string{"nonsense"}, std::string{"192.0.2.1:25"},
          std::string{"unix:"}, std::string{"unix:/nowhere/at/all.sock"}}) {
        CAPTURE(where);
        const auto second = Listener::open(io.get_executor(), where, {}, never_served());
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().what.find(where) != std::string::npos);
    }
}

TEST_CASE(
    "a unix-domain socket replaces an abandoned file, has mode 0660, and is removed at the end")
{
    const auto path = socket_path();
    const int abandoned = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(abandoned, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    ::close(abandoned);

    asio::io_context io;
    auto listener = Listener::open(io.get_executor(), "unix:" + path, {}, never_served());
    REQUIRE(listener.has_value());
    CHECK((*listener)->where() == "unix:" + path);

    struct stat found {};

    REQUIRE(::stat(path.c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0660);
    CHECK_FALSE(Listener::open(io.get_executor(), "unix:" + path, {}, never_served()).has_value());
    CHECK(std::filesystem::exists(path));

    (*listener)->stop();
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a file that is no socket is never removed")
{
    const auto path = socket_path();
    std::ofstream{path} << "precious";
    asio::io_context io;
    CHECK_FALSE(Listener::open(io.get_executor(), "unix:" + path, {}, never_served()).has_value());
    CHECK(std::filesystem::file_size(path) == 8);
    std::filesystem::remove(path);
}

namespace {

/// Lets no descriptor be opened until it is destroyed.
class NoDescriptors {
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const int next = ::dup(0);
        ::close(next);
        const rlimit none{static_cast<rlim_t>(next), before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }

    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

awaitable<void> call_during_exhaustion(asio::io_context& io, std::uint16_t port,
                                       std::shared_ptr<std::string> heard)
{
    std::shared_ptr<Stream> stream;
    {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const NoDescriptors exhausted;
        ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
        stream = std::make_shared<Stream>(io.get_executor(), socket, "127.0.0.1");
        asio::steady_timer pause{io, std::chrono::milliseconds{30}};
        auto waiting = pause.async_wait(asio::use_awaitable);
        co_await std::move(waiting);
        CHECK(stream->quiet());
    }
    auto reading = stream->read_line(1000, soon);
    const auto line = co_await std::move(reading);
    *heard = line.value_or("");
}

}  // namespace

TEST_CASE("running out of descriptors delays who comes, and does not end the listener")
{
    asio::io_context io;
    const auto listener = open_smtp(io, std::make_shared<TestDesk>());
    const auto heard = std::make_shared<std::string>();
    run(io, call_during_exhaustion(io, listener->port(), heard), listener);
    CHECK(heard->starts_with("220"));
}

}  // namespace colporteur::net
