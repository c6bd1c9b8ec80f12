// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client.hpp"

#include <algorithm>
#include <deque>

#include <doctest/doctest.h>

#include "base/ascii.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Step::Kind;

Copy copy_for(std::uint64_t id, std::string_view content = "Subject: hello\r\n")
{
    return {.id = id,
            .sender = fmt::format("b{}@us.org", id),
            .recipient = fmt::format("r{}@them.org", id),
            .pieces = {content}};
}

const std::string all_offers =
    "250-relay\n250-PIPELINING\n250-SIZE 1000000\n250-8BITMIME\n250 SMTPUTF8";
const std::string no_pipelining = "250-relay\n250 8BITMIME";

/// A script of relay replies played against the client. It notes what was written, and in which
/// order outcomes came.
class Script {
public:
    explicit Script(ClientWishes wishes = {.our_name = "us.org"}) : client_{std::move(wishes)}
    {
        obey(client_.start());
    }

    std::deque<Copy> waiting;
    std::vector<std::string> log;  ///< "> " written, "= " outcome, "< " not sent, "! " failure
    bool closed = false;
    bool wants_tls = false;

    /// The relay says this; lines of one reply are parted by LF.
    void hear(const std::string& reply)
    {
        ReplyReader reader;
        Result<std::optional<Reply>> read = std::nullopt;
        for (const auto line : split(reply, '\n'))
            read = reader.feed(line);
        obey(client_.on_reply(read.value().value()));
    }

    void hear_all(std::initializer_list<std::string> replies)
    {
        for (const auto& reply : replies)
            hear(reply);
    }

    void greet(const std::string& offers)
    {
        hear("220 relay");
        hear(offers);
        log.clear();
    }

    void lose() { obey(client_.on_lost()); }

    void handshake() { obey(client_.on_tls()); }

    void offer(Copy copy) { obey(client_.on_copy(std::move(copy))); }

private:
    void obey(Step step)
    {
        if (step.settled)
            log.push_back(fmt::format("= {} {} {}", step.settled->copy.id, step.settled->reply.code,
                                      step.settled->reply.enhanced));
        if (!step.octets.empty())
            log.push_back("> ");
        for (const auto octets : step.octets)
            log.back() += octets;
        for (const auto& copy : step.unsent)
            log.push_back(fmt::format("< {}", copy.id));
        if (step.failure)
            log.push_back(fmt::format("! {}", step.failure->code));
        closed = step.kind == Kind::close;
        wants_tls = step.kind == Kind::start_tls;
        if (step.kind == Kind::ready_copy || (step.kind == Kind::next_copy && !waiting.empty()))
            obey(client_.on_copy(take()));
    }

    std::optional<Copy> take()
    {
        if (waiting.empty())
            return std::nullopt;
        Copy copy = std::move(waiting.front());
        waiting.pop_front();
        return copy;
    }

    Client client_;
};

std::string envelope(int id, std::string_view parameters = " SIZE=16")
{
    return fmt::format("MAIL FROM:<b{0}@us.org>{1}\r\nRCPT TO:<r{0}@them.org>\r\nDATA\r\n", id,
                       parameters);
}

const std::string content = "Subject: hello\r\n.\r\n";
using Log = std::vector<std::string>;

}  // namespace

TEST_CASE("with PIPELINING a copy costs one round trip, RFC 2920 3.1")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2), copy_for(3)};
    script.greet(all_offers);
    script.log.clear();
    script.hear_all({"250 ok", "250 ok", "354 go"});
    script.hear_all({"250 2.0.0 queued 1", "250 ok", "250 ok", "354 go"});
    script.hear_all({"250 2.0.0 queued 2", "250 ok", "250 ok", "354 go"});
    script.hear("250 2.0.0 queued 3");

    CHECK(script.log == Log{"> " + content + envelope(2), "= 1 250 2.0.0",
                            "> " + content + envelope(3), "= 2 250 2.0.0", "> " + content,
                            "= 3 250 2.0.0"});
}

TEST_CASE("the outcome of a copy comes before any content of the next is written")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "250 ok", "354 go"});
    CHECK(script.log.back() == "> " + content + envelope(2));
    script.hear("250 2.0.0 queued");
    CHECK(script.log.back() == "= 1 250 2.0.0");
    script.hear_all({"250 ok", "250 ok"});
    CHECK(script.log.back() == "= 1 250 2.0.0");
    script.hear("354 go");
    CHECK(script.log.back() == "> " + content);
}

TEST_CASE("without PIPELINING commands go one at a time")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(no_pipelining);
    script.hear_all({"250 ok", "250 ok", "354 go", "250 2.0.0 queued", "250 ok"});

    CHECK(script.log == Log{"> RCPT TO:<r1@them.org>\r\n", "> DATA\r\n", "> " + content,
                            "= 1 250 2.0.0", "> MAIL FROM:<b2@us.org>\r\n",
                            "> RCPT TO:<r2@them.org>\r\n"});
}

TEST_CASE("a refused recipient whose DATA got 354 is ended by a lone dot, RFC 2920 3.1")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "550 5.1.1 unknown", "354 go"});
    CHECK(script.log == Log{"= 1 550 5.1.1", "> .\r\n" + envelope(2)});
    script.log.clear();
    script.hear_all({"554 no recipients", "250 ok", "250 ok", "354 go", "250 2.0.0 queued"});
    CHECK(script.log == Log{"> " + content, "= 2 250 2.0.0"});
}

TEST_CASE("a refused recipient whose DATA was refused is cleared by RSET before the next")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "450 4.2.1 later", "503 no recipients"});
    CHECK(script.log == Log{"= 1 450 4.2.1", "> RSET\r\n" + envelope(2)});
    script.hear_all({"250 ok", "250 ok", "250 ok", "354 go", "250 2.0.0 queued"});
    CHECK(script.log.back() == "= 2 250 2.0.0");
}

TEST_CASE("a refused sender needs no RSET; its copy has one outcome")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"550 5.7.1 not you", "503 no sender", "503 no sender"});
    CHECK(script.log == Log{"= 1 550 5.7.1", "> " + envelope(2)});
}

TEST_CASE("without PIPELINING a refusal is cleared by RSET, and the next copy follows")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(no_pipelining);
    script.hear_all({"250 ok", "550 5.1.1 unknown", "250 reset", "250 ok"});
    CHECK(script.log == Log{"> RCPT TO:<r1@them.org>\r\n", "= 1 550 5.1.1", "> RSET\r\n",
                            "> MAIL FROM:<b2@us.org>\r\n", "> RCPT TO:<r2@them.org>\r\n"});
}

TEST_CASE("DATA refused, content refused: the copy gets that reply")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "250 ok", "451 4.3.0 later"});
    CHECK(script.log == Log{"= 1 451 4.3.0", "> RSET\r\n" + envelope(2)});
    script.hear_all({"250 ok", "250 ok", "250 ok", "354 go", "554 5.7.1 spam"});
    CHECK(script.log.back() == "= 2 554 5.7.1");
}

TEST_CASE("a reply that makes no sense is never taken for a success")
{
    Script script;
    script.waiting = {copy_for(1)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "250 ok", "250 what?"});
    CHECK(script.log == Log{"= 1 451 4.5.0"});

    Script other;
    other.waiting = {copy_for(1)};
    other.greet(all_offers);
    other.hear_all({"250 ok", "250 ok", "354 go", "354 go"});
    CHECK(other.log.back() == "= 1 451 4.5.0");
}

TEST_CASE("421 ends the session: the copy in hand gets it, the following one is given back")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "250 ok", "354 go", "421 4.3.2 closing"});
    CHECK(script.closed);
    CHECK(Log(script.log.end() - 2, script.log.end()) == Log{"= 1 421 4.3.2", "< 2"});
}

TEST_CASE("421 in the envelope goes to that copy")
{
    Script script;
    script.waiting = {copy_for(1)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "421 4.7.0 too fast"});
    CHECK(script.closed);
    CHECK(script.log == Log{"= 1 421 4.7.0"});
}

TEST_CASE("a lost connection settles the one copy in doubt and gives back what was not begun")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(all_offers);
    script.hear_all({"250 ok", "250 ok", "354 go"});
    script.log.clear();
    script.lose();
    CHECK(script.closed);
    CHECK(script.log == Log{"= 1 421 4.4.2", "< 2"});

    Script early;
    early.waiting = {copy_for(1)};
    early.greet(all_offers);
    early.hear_all({"250 ok", "250 ok"});
    early.lose();
    CHECK(early.log == Log{"< 1"});
}

TEST_CASE("parameters are said where they are needed and offered")
{
    auto utf8 = copy_for(1);
    utf8.utf8 = true;
    auto eight_bit = copy_for(2);
    eight_bit.eight_bit = true;
    for (const auto& [copy, parameters] : {std::pair{utf8, " SIZE=16 BODY=8BITMIME SMTPUTF8"},
                                           std::pair{eight_bit, " SIZE=16 BODY=8BITMIME"}}) {
        Script script;
        script.greet(all_offers);
        script.offer(copy);
        CHECK(script.log == Log{"> " + envelope(static_cast<int>(copy.id), parameters)});
    }
}

TEST_CASE("what the relay cannot carry is settled without being sent, RFC 6152 3, RFC 6531 3.5")
{
    auto eight_bit = copy_for(1);
    eight_bit.eight_bit = true;
    auto utf8 = copy_for(2);
    utf8.utf8 = true;
    auto injected = copy_for(3);
    injected.recipient = "a@b>\r\nDATA";
    Script script;
    script.waiting = {eight_bit, utf8, injected, copy_for(4)};
    script.greet("250-relay\n250 PIPELINING");

    Script seen;
    seen.waiting = {eight_bit, utf8, injected, copy_for(4)};
    seen.hear("220 relay");
    seen.hear("250-relay\n250 PIPELINING");
    CHECK(seen.log == Log{"> EHLO us.org\r\n", "= 1 554 5.6.3", "= 2 553 5.6.7", "= 3 553 5.1.3",
                          "> " + envelope(4, "")});
}

TEST_CASE("what cannot be sent does not stop the content before it")
{
    auto utf8 = copy_for(2);
    utf8.utf8 = true;
    Script script;
    script.waiting = {copy_for(1), utf8, copy_for(3)};
    script.greet("250-relay\n250 PIPELINING");
    script.hear_all({"250 ok", "250 ok", "354 go"});
    CHECK(script.log == Log{"= 2 553 5.6.7", "> " + content + envelope(3, "")});
}

TEST_CASE("content without a last line end gets one before its dot")
{
    for (const auto& [octets, sent] :
         {std::pair{"a", "> a\r\n.\r\n"}, std::pair{"a\r", "> a\r\r\n.\r\n"},
          std::pair{"", "> .\r\n"}}) {
        Script script;
        script.waiting = {copy_for(1, octets)};
        script.greet(all_offers);
        script.hear_all({"250 ok", "250 ok", "354 go"});
        CHECK(script.log.back() == sent);
    }
}

TEST_CASE("a relay that knows no EHLO is greeted with HELO, RFC 5321 3.2")
{
    Script script;
    script.hear_all({"220 old relay", "502 what?", "250 hello"});
    script.log.clear();
    script.offer(copy_for(1));
    CHECK(script.log == Log{"> MAIL FROM:<b1@us.org>\r\n"});
}

TEST_CASE("a relay that will not have us fails the session, no copy")
{
    for (const std::string greeting : {"554 no", "421 busy", "450 later"}) {
        Script script;
        script.hear(greeting);
        CHECK(script.closed);
        CHECK(script.log == Log{"! " + greeting.substr(0, 3)});
    }
}

TEST_CASE("STARTTLS where offered; after it EHLO counts anew, RFC 3207 4.2")
{
    Script script{{.our_name = "us.org", .start_tls = ClientWishes::StartTls::required}};
    script.hear_all({"220 relay", "250-relay\n250-PIPELINING\n250 STARTTLS", "220 go"});
    REQUIRE(script.wants_tls);
    script.handshake();
    script.hear("250 relay");
    script.log.clear();
    script.offer(copy_for(1));
    CHECK(script.log == Log{"> MAIL FROM:<b1@us.org>\r\n"});
}

TEST_CASE("required TLS is never given up silently")
{
    Script script{{.start_tls = ClientWishes::StartTls::required}};
    script.hear_all({"220 relay", all_offers});
    CHECK(script.log.back() == "! 454");

    Script refused{{.start_tls = ClientWishes::StartTls::required}};
    refused.hear_all({"220 relay", "250-relay\n250 STARTTLS", "454 not now"});
    CHECK(refused.log.back() == "! 454");

    Script optional{{.start_tls = ClientWishes::StartTls::if_offered}};
    optional.hear_all({"220 relay", "250-relay\n250 STARTTLS", "454 not now"});
    CHECK_FALSE(optional.closed);
}

TEST_CASE("AUTH PLAIN names the user before the first copy, RFC 4954 4")
{
    Script script{{.our_name = "us.org", .user = "ana", .password = "secret"}};
    script.hear_all({"220 relay", "250-relay\n250 AUTH LOGIN PLAIN"});
    CHECK(script.log.back() == "> AUTH PLAIN AGFuYQBzZWNyZXQ=\r\n");
    script.hear("535 5.7.8 wrong");
    CHECK(script.log.back() == "! 535");

    Script none{{.user = "ana", .password = "secret"}};
    none.hear_all({"220 relay", "250-relay\n250 AUTH LOGIN"});
    CHECK(none.log.back() == "! 454");
}

TEST_CASE("nothing more to send ends the session with QUIT")
{
    Client client{{.our_name = "us.org"}};
    client.start();
    client.on_reply({220, "", "relay"});
    CHECK(client.on_reply({250, "", "relay"}).kind == Kind::next_copy);
    const auto quit = client.on_copy(std::nullopt);
    CHECK(quit.octets == std::vector<std::string_view>{"QUIT\r\n"});
    CHECK(client.on_reply({221, "", "bye"}).kind == Kind::close);
}

}  // namespace colporteur::smtp
