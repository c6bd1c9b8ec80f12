// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the client that sends copies: one recipient each, by DATA.
#include <doctest/doctest.h>

#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

const std::string all_offers =
    "250-relay\n250-PIPELINING\n250-SIZE 1000000\n250-8BITMIME\n250 SMTPUTF8";
const std::string no_pipelining = "250-relay\n250 8BITMIME";

std::string envelope(int id, std::string_view parameters = " SIZE=16")
{
    return fmt::format("MAIL FROM:<b{0}@us.org>{1}\r\nRCPT TO:<r{0}@them.org>\r\nDATA\r\n", id,
                       parameters);
}

const std::string content = "Subject: hello\r\n.\r\n";

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

}  // namespace colporteur::smtp
