// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/smtp_session.hpp"

#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

#include "net/certificate.hpp"
#include "net/house.hpp"

namespace colporteur::net {

namespace {

constexpr std::string_view transaction =
    "EHLO a\r\nMAIL FROM:<ana@example.net>\r\nRCPT TO:<town@lists.example.org>\r\nDATA\r\n";

std::string talk(asio::io_context& io, const std::shared_ptr<Listener>& listener,
                 std::string octets)
{
    const auto heard = std::make_shared<std::string>();
    run(io, converse(listener->port(), std::move(octets), heard), listener);
    return *heard;
}

awaitable<void> read_until(std::shared_ptr<Stream> stream, std::string wanted)
{
    while (true) {
        auto reading = stream->read_line(1000, soon);
        const auto line = co_await std::move(reading);
        if (line.value_or("").starts_with(wanted))
            co_return;
    }
}

}  // namespace

TEST_CASE("a peer that falls silent is told 421 4.4.2")
{
    asio::io_context io;
    SessionLimits patience;
    patience.command = std::chrono::seconds{0};
    const auto listener = open_smtp(io, std::make_shared<TestDesk>(), {}, patience);
    CHECK(talk(io, listener, "").find("421 4.4.2") != std::string::npos);
}

TEST_CASE("a peer that falls silent inside a message is told 421 and nothing is taken")
{
    asio::io_context io;
    SessionLimits patience;
    patience.data = std::chrono::seconds{0};
    const auto desk = std::make_shared<TestDesk>();
    const auto listener = open_smtp(io, desk, {}, patience);
    const auto heard = talk(io, listener, std::string{transaction} + "Subject: half\r\n");
    CHECK(heard.find("354") < heard.find("421 4.4.2"));
    CHECK(desk->taken.empty());
}

TEST_CASE("a desk that fails makes the client try again")
{
    asio::io_context io;
    const auto desk = std::make_shared<TestDesk>();
    desk->broken = true;
    const auto listener = open_smtp(io, desk);
    const auto heard = talk(io, listener, std::string{transaction} + "QUIT\r\n");
    CHECK(heard.find("451 4.3.0") != std::string::npos);
    CHECK(heard.find("221 2.0.0") != std::string::npos);
}

TEST_CASE("a large message arrives whole, and commands may follow it at once")
{
    asio::io_context io;
    const auto desk = std::make_shared<TestDesk>();
    const auto listener = open_smtp(io, desk);
    std::string message = "Subject: large\r\n\r\n";
    while (message.size() < 3'000'000)
        message += ".line of a large message\r\n";
    const auto heard =
        talk(io, listener, std::string{transaction} + smtp::stuff_dots(message) + ".\r\nQUIT\r\n");
    CHECK(heard.find("221 2.0.0") != std::string::npos);
    REQUIRE(desk->taken.size() == 1);
    CHECK(desk->taken[0].message == message);
}

namespace {

awaitable<void> stopped_in_the_midst(std::shared_ptr<Listener> listener,
                                     std::shared_ptr<std::string> heard)
{
    auto connecting = connect_tcp("127.0.0.1", listener->port(), soon);
    const auto stream = co_await std::move(connecting);
    auto greeting = read_until(stream, "220");
    co_await std::move(greeting);
    listener->stop();
    auto reading = stream->read_line(1000, soon);
    const auto line = co_await std::move(reading);
    *heard = line.value_or("");
    stream->close();
    auto finishing = listener->finish(soon);
    co_await std::move(finishing);
}

}  // namespace

TEST_CASE("a stopping server tells its sessions 421 4.3.2")
{
    asio::io_context io;
    const auto listener = open_smtp(io, std::make_shared<TestDesk>());
    const auto heard = std::make_shared<std::string>();
    run(io, stopped_in_the_midst(listener, heard), listener);
    CHECK(heard->starts_with("421 4.3.2"));
    CHECK(listener->connections() == 0);
}

namespace {

/// What was pipelined behind STARTTLS in clear must never be obeyed under TLS.
awaitable<void> call_with_injection(std::uint16_t port,
                                    std::shared_ptr<std::vector<std::string>> heard)
{
    auto connecting = connect_tcp("127.0.0.1", port, soon);
    const auto stream = co_await std::move(connecting);
    auto greeting = read_until(stream, "220");
    co_await std::move(greeting);
    auto asking = stream->write("EHLO a\r\nSTARTTLS\r\nNOOP injected\r\n", soon);
    co_await std::move(asking);
    auto agreed = read_until(stream, "220");
    co_await std::move(agreed);
    auto handshake = stream->connect_tls(client_tls(false), "localhost", soon);
    co_await std::move(handshake);

    auto writing = stream->write("MAIL FROM:<a@b.org>\r\nEHLO a\r\n", soon);
    co_await std::move(writing);
    do {
        auto reading = stream->read_line(1000, soon);
        const auto line = co_await std::move(reading);
        heard->push_back(line.value_or(""));
    } while (!heard->back().starts_with("250 "));
}

}  // namespace

TEST_CASE(
    "STARTTLS: the session goes on under TLS, and what came before it is forgotten, RFC 3207 4.2")
{
    const Certificate certificate;
    asio::io_context io;
    SessionLimits patience;
    patience.tls = load_server_tls(certificate.certificate, certificate.key).value();
    const auto listener =
        open_smtp(io, std::make_shared<TestDesk>(), {.offer_tls = true}, patience);
    const auto heard = std::make_shared<std::vector<std::string>>();
    run(io, call_with_injection(listener->port(), heard), listener);

    REQUIRE(heard->size() > 2);
    CHECK(heard->front().starts_with("503 5.5.1"));
    for (const auto& line : *heard)
        CHECK_FALSE(line.starts_with("250 2.0.0"));
}

TEST_CASE("a certificate that cannot be read is named")
{
    const Certificate certificate;
    const auto missing = load_server_tls("/nowhere/cert.pem", certificate.key);
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().what.find("/nowhere/cert.pem") != std::string::npos);

    const auto no_key = load_server_tls(certificate.certificate, certificate.certificate);
    REQUIRE_FALSE(no_key.has_value());
    CHECK(no_key.error().what.find("key ") != std::string::npos);
}

}  // namespace colporteur::net
