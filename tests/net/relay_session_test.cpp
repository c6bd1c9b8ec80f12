// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/relay_session.hpp"

#include <boost/system/system_error.hpp>
#include <doctest/doctest.h>

#include "net/certificate.hpp"
#include "net/relay_house.hpp"

namespace colporteur::net {

TEST_CASE("copies reach our own server octet for octet, and each has its outcome")
{
    asio::io_context io;
    const auto desk = std::make_shared<TestDesk>();
    const auto listener = open_smtp(io, desk);
    const auto source = std::make_shared<TestSource>();
    source->waiting = {copy_for(1), copy_for(2, "nobody@lists.example.org"), copy_for(3),
                       copy_for(4, "full@lists.example.org"),
                       copy_for(5, "broken@lists.example.org")};
    source->later = {copy_for(6)};
    run(io, run_relay_session(target_at(listener), source), listener);

    CHECK(source->log == Log{"1 250 2.0.0", "2 550 5.1.1", "3 250 2.0.0", "4 452 4.2.2",
                             "5 451 4.3.0", "6 250 2.0.0"});
    REQUIRE(desk->taken.size() == 4);
    CHECK(desk->taken[0].message == "Subject: copy 1\r\n\r\n.dots\r\n..\r\n");
    CHECK(desk->taken[3].message == "Subject: copy 6\r\n\r\n.dots\r\n..\r\n");
    CHECK(desk->taken[3].envelope.helo == "us.org");
}

TEST_CASE("many copies go over one connection")
{
    asio::io_context io;
    const auto desk = std::make_shared<TestDesk>();
    const auto listener = open_smtp(io, desk);
    const auto source = std::make_shared<TestSource>();
    for (std::uint64_t id = 0; id < 2000; ++id)
        source->waiting.push_back(copy_for(id));
    run(io, run_relay_session(target_at(listener), source), listener);
    CHECK(desk->taken.size() == 2000);
    CHECK(source->log.size() == 2000);
}

namespace {

/// Plays `script` against a session with the copies 1, 2 and, for who waits, 3.
Played against(std::vector<std::string> script)
{
    const auto source = source_of({copy_for(1), copy_for(2)});
    source->later = {copy_for(3)};
    return play(std::move(script), source);
}

const std::vector<std::string> hello{"S:220 relay", "C:EHLO us.org", "S:250-relay",
                                     "S:250 PIPELINING"};

std::vector<std::string> after_hello(std::vector<std::string> rest)
{
    std::vector<std::string> script = hello;
    script.insert(script.end(), rest.begin(), rest.end());
    return script;
}

}  // namespace

TEST_CASE("a relay without PIPELINING gets one command at a time")
{
    std::vector<std::string> script{"S:220 relay", "C:EHLO us.org", "S:250 relay"};
    for (int i = 0; i < 3; ++i)
        for (const auto* step : {"C:MAIL FROM:<bounce@us.org>", "S:250 ok", "C:RCPT TO:",
                                 "S:250 ok", "C:DATA", "S:354 go", "D:", "S:250 2.0.0 queued"})
            script.emplace_back(step);
    script.insert(script.end(), {"C:QUIT", "S:221 bye"});
    CHECK(against(script).log == Log{"1 250 2.0.0", "2 250 2.0.0", "3 250 2.0.0"});
}

TEST_CASE("a connection lost after the content leaves one copy in doubt and gives the next back")
{
    const auto played = against(
        after_hello({"C:MAIL", "C:RCPT", "C:DATA", "S:250 ok", "S:250 ok", "S:354 go", "D:"}));
    CHECK(played.log == Log{"1 421 4.4.2", "2 back"});
    CHECK(played.lost);
}

TEST_CASE("a connection lost before any content is no attempt")
{
    const auto played = against(after_hello({"C:MAIL", "C:RCPT", "C:DATA", "S:250 ok"}));
    CHECK(played.log == Log{"1 back"});
    CHECK(played.lost);
}

TEST_CASE("a relay that speaks no SMTP in the midst is a lost connection")
{
    const auto played = against(after_hello({"C:MAIL", "C:RCPT", "C:DATA", "S:hello?", "W:"}));
    CHECK(played.log == Log{"1 back"});
    CHECK(played.lost);
}

TEST_CASE("421 ends the session quietly")
{
    const auto played = against(after_hello({"C:MAIL", "C:RCPT", "C:DATA", "S:250 ok", "S:250 ok",
                                             "S:354 go", "D:", "S:421 4.3.2 closing"}));
    CHECK(played.log == Log{"1 421 4.3.2", "2 back"});
    CHECK_FALSE(played.lost);
}

TEST_CASE("a relay that hung up while we were idle costs no attempt and no error")
{
    const std::vector<std::string> both{"C:MAIL",
                                        "C:RCPT",
                                        "C:DATA",
                                        "S:250 ok",
                                        "S:250 ok",
                                        "S:354 go",
                                        "D:",
                                        "C:MAIL",
                                        "C:RCPT",
                                        "C:DATA",
                                        "S:250 2.0.0 first",
                                        "S:250 ok",
                                        "S:250 ok",
                                        "S:354 go",
                                        "D:",
                                        "S:250 2.0.0 second\r\n421 4.4.2 idle too long"};
    const auto played = against(after_hello(both));
    CHECK(played.log == Log{"1 250 2.0.0", "2 250 2.0.0", "3 back"});
    CHECK_FALSE(played.lost);
}

TEST_CASE("without work the session says QUIT")
{
    std::vector<std::string> heard;
    asio::io_context io;
    const auto peer = std::make_shared<ScriptedPeer>();
    peer->script = after_hello({"C:QUIT"});  // and hangs up without a reply, which harms nobody
    const auto listener = open_scripted(io, peer);
    run(io, run_relay_session(target_at(listener), std::make_shared<TestSource>()), listener);
    CHECK(peer->heard.back() == "QUIT");
}

TEST_CASE("a relay that will not have us is told apart from one that cannot be reached")
{
    asio::io_context io;
    const auto peer = std::make_shared<ScriptedPeer>();
    peer->script = {"S:554 5.7.1 no mail from you", "W:"};
    auto listener = open_scripted(io, peer);
    const auto source = std::make_shared<TestSource>();
    source->waiting = {copy_for(1)};
    CHECK_THROWS_AS(run(io, run_relay_session(target_at(listener), source), listener),
                    RelayRefused);
    const auto target = target_at(listener);
    CHECK_THROWS_AS(run(io, run_relay_session(target, source)), boost::system::system_error);
    CHECK(source->log.empty());
    CHECK(source->waiting.size() == 1);
}

TEST_CASE("TLS, by STARTTLS and from the start; an untrusted certificate keeps every copy here")
{
    const Certificate certificate;
    SessionLimits patience;
    patience.tls = load_server_tls(certificate.certificate, certificate.key).value();
    const auto desk = std::make_shared<TestDesk>();

    for (const bool verify : {false, true}) {
        asio::io_context io;
        const auto listener = open_smtp(io, desk, {.offer_tls = true}, patience);
        auto target = target_at(listener);
        target.tls = RelayTarget::Tls::starttls;
        target.verify = verify;
        const auto source = std::make_shared<TestSource>();
        source->waiting = {copy_for(1), copy_for(2)};
        if (verify) {
            CHECK_THROWS_AS(run(io, run_relay_session(target, source), listener),
                            boost::system::system_error);
            CHECK(source->waiting.size() == 2);
        } else {
            run(io, run_relay_session(target, source), listener);
            CHECK(source->log == Log{"1 250 2.0.0", "2 250 2.0.0"});
            CHECK(desk->taken.back().envelope.tls);
        }
    }
}

namespace {

awaitable<void> implicit_tls(std::shared_ptr<Stream> stream, std::shared_ptr<MailDesk> desk,
                             SessionLimits limits)
{
    auto handshake = stream->accept_tls(limits.tls, soon);
    co_await std::move(handshake);
    auto session = run_smtp_session(stream, smtp::Server{smtp::Role::smtp, {}}, desk, limits);
    co_await std::move(session);
}

}  // namespace

TEST_CASE("smtps: TLS from the first octet")
{
    const Certificate certificate;
    SessionLimits patience;
    patience.tls = load_server_tls(certificate.certificate, certificate.key).value();
    const auto desk = std::make_shared<TestDesk>();
    asio::io_context io;
    Serve serve = [=](std::shared_ptr<Stream> stream) {
        return implicit_tls(std::move(stream), desk, patience);
    };
    const auto listener = Listener::open(io.get_executor(), "127.0.0.1:0", {}, serve).value();
    auto target = target_at(listener);
    target.tls = RelayTarget::Tls::implicit;
    target.verify = false;
    const auto source = std::make_shared<TestSource>();
    std::string large(2'000'000, 'x');
    for (std::size_t i = 0; i < large.size(); i += 70)
        large.replace(i, 2, "\r\n");
    auto copy = copy_for(1);
    copy.keeps = std::make_shared<const std::string>(large);
    copy.pieces = {large};
    copy.stuffed.clear();
    source->waiting = {copy, copy_for(2)};
    run(io, run_relay_session(target, source), listener);
    CHECK(source->log == Log{"1 250 2.0.0", "2 250 2.0.0"});
    CHECK(desk->taken[0].message == large + "\r\n");
}

}  // namespace colporteur::net
