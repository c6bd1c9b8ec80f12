// SPDX-License-Identifier: AGPL-3.0-or-later
// What the dialogues cannot say: who hears 421, and what the desk is given.
#include "smtp/server.hpp"

#include <doctest/doctest.h>

namespace colporteur::smtp {

namespace {

using Kind = Action::Kind;

Server greeted(Role role = Role::smtp)
{
    Server server{role, {.host = "lists.example.org"}};
    server.greet();
    server.on_line(role == Role::lmtp ? "LHLO mx.example.net" : "EHLO mx.example.net");
    return server;
}

}  // namespace

TEST_CASE("whoever waits too long, comes too late or too many is told 421 and sent away")
{
    auto server = greeted();
    for (const Action& action : {server.on_timeout(), server.on_shutdown(),
                                 server.refuse({421, "4.7.0", "Too many connections"})}) {
        CHECK(action.kind == Kind::close);
        REQUIRE(action.replies.size() == 1);
        CHECK(action.replies[0].code == 421);
    }
}

TEST_CASE("the desk is given the whole envelope")
{
    auto server = greeted();
    server.on_line("MAIL FROM:<ana@example.net> SMTPUTF8");
    const auto question = server.on_line("RCPT TO:<town@lists.example.org>");
    REQUIRE(question.kind == Kind::check_recipient);
    CHECK(question.recipient->text() == "town@lists.example.org");
    server.on_verdict({250, "2.1.5", "ok"});
    CHECK(server.on_line("DATA").kind == Kind::read_message);
    CHECK(server.on_message(DataReader::Damage::none, 10).kind == Kind::take_message);

    const Envelope& envelope = server.envelope();
    CHECK(envelope.reverse_path->text() == "ana@example.net");
    REQUIRE(envelope.recipients.size() == 1);
    CHECK(envelope.utf8);
    CHECK(envelope.helo == "mx.example.net");
    CHECK_FALSE(envelope.tls);
}

TEST_CASE("a desk that gives too few replies makes the others try again")
{
    auto server = greeted(Role::lmtp);
    server.on_line("MAIL FROM:<>");
    for (int i = 0; i < 2; ++i) {
        server.on_line("RCPT TO:<town@lists.example.org>");
        server.on_verdict({250, "2.1.5", "ok"});
    }
    server.on_line("DATA");
    server.on_message(DataReader::Damage::none, 10);
    const auto last = server.on_taken({{250, "2.0.0", "taken"}});

    REQUIRE(last.replies.size() == 2);
    CHECK(last.replies[0].code == 250);
    CHECK(last.replies[1].code == 451);
}

TEST_CASE("TLS is told to the desk and offered no more")
{
    Server server{Role::smtp, {.offer_tls = true}};
    server.greet();
    server.on_line("EHLO a");
    CHECK(server.on_line("STARTTLS").kind == Kind::start_tls);
    CHECK(server.on_tls().replies.empty());
    CHECK(server.on_line("EHLO a").replies[0].more.back() == "SMTPUTF8");
    CHECK(server.envelope().tls);
}

TEST_CASE("every damage has a permanent reply of its own class")
{
    using Damage = DataReader::Damage;
    for (const auto damage : {Damage::smuggled, Damage::nul, Damage::line_too_long,
                              Damage::header_too_large, Damage::too_large}) {
        auto server = greeted();
        server.on_line("MAIL FROM:<ana@example.net>");
        server.on_line("RCPT TO:<town@lists.example.org>");
        server.on_verdict({250, "2.1.5", "ok"});
        server.on_line("DATA");
        const auto answer = server.on_message(damage, 10);
        REQUIRE(answer.replies.size() == 1);
        CHECK(answer.replies[0].code / 100 == 5);
        CHECK(answer.replies[0].enhanced.starts_with("5."));
        CHECK(server.envelope().recipients.empty());
    }
}

}  // namespace colporteur::smtp
