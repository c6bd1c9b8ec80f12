// SPDX-License-Identifier: AGPL-3.0-or-later
// Several recipients in one transaction.
#include <doctest/doctest.h>

#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

const std::string pipelining = "250-relay\n250 PIPELINING";
const std::string plain = "250 relay";
const std::string content = "Subject: hello\r\n.\r\n";

std::string rcpt(int id)
{
    return fmt::format("RCPT TO:<r{}@them.org>\r\n", id);
}

std::string envelope(int sender, std::initializer_list<int> recipients)
{
    std::string text = fmt::format("MAIL FROM:<b{}@us.org>\r\n", sender);
    for (const int id : recipients)
        text += rcpt(id);
    return text + "DATA\r\n";
}

}  // namespace

TEST_CASE("all recipients leave in one group, and all get the content's reply")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    CHECK(script.news() == Log{"> " + envelope(1, {1, 2, 3})});
    script.hear_all({"250 ok", "250 ok", "250 ok", "250 ok", "354 go"});
    CHECK(script.news() == Log{"> " + content});
    script.hear("250 2.0.0 queued");
    CHECK(script.news() == Log{"= 1 250 2.0.0", "= 2 250 2.0.0", "= 3 250 2.0.0"});
}

TEST_CASE("a refused recipient is told at once, the others get the content's reply, RFC 5321 3.3")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    script.hear_all({"250 ok", "250 ok"});
    script.news();
    script.hear("550 5.1.1 unknown");
    CHECK(script.news() == Log{"= 2 550 5.1.1"});
    script.hear_all({"250 ok", "354 go"});
    CHECK(script.news() == Log{"> " + content});
    script.hear("451 4.3.0 later");
    CHECK(script.news() == Log{"= 1 451 4.3.0", "= 3 451 4.3.0"});
}

TEST_CASE("when all are refused no content is sent")
{
    Script script;
    script.waiting = {copy_for_three(1), copy_for(4)};
    script.greet(pipelining);
    script.hear_all({"250 ok", "550 5.1.1 no", "450 4.2.1 no", "550 5.7.1 no", "354 go"});
    CHECK(script.news() ==
          Log{"= 1 550 5.1.1", "= 2 450 4.2.1", "= 3 550 5.7.1", "> .\r\n" + envelope(4, {4})});
}

TEST_CASE("a refused sender is the outcome of every recipient, once")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    script.news();
    script.hear_all({"550 5.7.1 not you", "503 what", "503 what", "503 what", "503 what"});
    CHECK(script.news() == Log{"= 1 550 5.7.1", "= 2 550 5.7.1", "= 3 550 5.7.1"});
}

TEST_CASE("DATA refused is the outcome of those who were accepted")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    script.news();
    script.hear_all({"250 ok", "250 ok", "550 5.1.1 no", "250 ok", "452 4.3.1 full"});
    CHECK(script.news() == Log{"= 2 550 5.1.1", "= 1 452 4.3.1", "= 3 452 4.3.1"});
}

TEST_CASE("without PIPELINING recipients are asked for one by one")
{
    Script script;
    script.greet(plain);
    script.offer(copy_for_three(1));
    script.hear_all({"250 ok", "250 ok", "550 5.1.1 no", "250 ok", "354 go", "250 2.0.0 queued"});
    CHECK(script.news() == Log{"> MAIL FROM:<b1@us.org>\r\n", "> " + rcpt(1), "> " + rcpt(2),
                               "= 2 550 5.1.1", "> " + rcpt(3), "> DATA\r\n", "> " + content,
                               "= 1 250 2.0.0", "= 3 250 2.0.0"});
}

TEST_CASE("without PIPELINING a transaction of refused recipients ends before DATA")
{
    Script script;
    script.waiting = {copy_for(1, "x\r\n", 2), copy_for(3)};
    script.greet(plain);
    script.hear_all({"250 ok", "550 5.1.1 no", "550 5.1.1 no", "250 reset"});
    CHECK(script.news() == Log{"> " + rcpt(1), "= 1 550 5.1.1", "> " + rcpt(2), "= 2 550 5.1.1",
                               "> RSET\r\n", "> MAIL FROM:<b3@us.org>\r\n"});
}

TEST_CASE(
    "recipients beyond the relay's limit follow in their own transaction, RFC 5321 4.5.3.1.10")
{
    Script script;
    script.waiting = {copy_for(1, "Subject: hello\r\n", 5), copy_for(6)};
    script.greet(pipelining);
    script.hear_all({"250 ok", "250 ok", "250 ok", "452 4.5.3 too many", "452 4.5.3 too many",
                     "452 4.5.3 too many", "354 go"});
    CHECK(script.news() == Log{"> " + content + envelope(1, {3, 4})});  // two at a time from now on
    script.hear_all({"250 2.0.0 queued", "250 ok", "250 ok", "250 ok", "354 go"});
    CHECK(script.news() ==
          Log{"= 1 250 2.0.0", "= 2 250 2.0.0", "> " + content + envelope(1, {5})});
    script.hear_all({"250 2.0.0 queued", "250 ok", "250 ok", "354 go"});
    CHECK(script.news() ==
          Log{"= 3 250 2.0.0", "= 4 250 2.0.0", "> " + content + envelope(6, {6})});
}

TEST_CASE("the limit is kept for the copies to come")
{
    Script script;
    script.greet(plain);
    script.offer(copy_for(1, "x\r\n", 2));
    script.hear_all({"250 ok", "250 ok", "452 4.5.3 too many", "354 go", "250 2.0.0 queued"});
    script.hear_all({"250 ok", "250 ok", "354 go", "250 2.0.0 queued"});
    script.news();
    script.offer(copy_for(3, "x\r\n", 2));
    script.hear_all({"250 ok", "250 ok", "354 go", "250 2.0.0 queued"});
    CHECK(script.news() == Log{"> MAIL FROM:<b3@us.org>\r\n", "> " + rcpt(3), "> DATA\r\n",
                               "> x\r\n.\r\n", "= 3 250 2.0.0", "> MAIL FROM:<b3@us.org>\r\n"});
}

TEST_CASE("452 and 552 without an enhanced code mean too many, behind an accepted recipient alone")
{
    for (const std::string reply : {"452 storage", "552 too much"}) {
        Script script;
        script.greet(pipelining);
        script.offer(copy_for_three(1));
        script.news();
        script.hear_all({"250 ok", reply, "250 ok", reply, "354 go"});
        CHECK(script.news() == Log{"= 1 " + reply.substr(0, 4), "> " + content + envelope(1, {3})});
    }
}

TEST_CASE("a full mailbox is no limit of the transaction")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for(1, "x\r\n", 2));
    script.news();
    script.hear_all({"250 ok", "250 ok", "452 4.2.2 full"});
    CHECK(script.news() == Log{"= 2 452 4.2.2"});
}

TEST_CASE("recipients put off come back when the session ends before their turn")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    script.news();
    script.hear_all({"250 ok", "250 ok", "452 4.5.3 too many", "452 4.5.3 too many"});
    SUBCASE("by the loss of the connection before the content")
    {
        script.lose();
        CHECK(script.news() == Log{"< 1", "< 2 3"});
    }
    SUBCASE("by the loss of the connection after the content")
    {
        script.hear("354 go");
        script.news();
        script.lose();
        CHECK(script.news() == Log{"= 1 421 4.4.2", "< 2", "< 3"});
    }
    SUBCASE("by 421")
    {
        script.hear("421 4.3.2 closing");
        CHECK(script.news() == Log{"= 1 421 4.3.2", "< 2 3"});
    }
    CHECK(script.closed);
}

TEST_CASE("what comes back does not hold the recipients who were settled")
{
    Script script;
    script.greet(pipelining);
    script.offer(copy_for_three(1));
    script.news();
    script.hear_all({"250 ok", "550 5.1.1 no"});
    script.lose();
    CHECK(script.news() == Log{"= 1 550 5.1.1", "< 2 3"});
}

TEST_CASE("a sender refused behind a refused content is asked for again behind RSET")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(pipelining);
    script.hear_all({"250 ok", "250 ok", "354 go", "554 5.7.1 spam"});
    script.news();
    script.hear_all({"503 nested MAIL", "250 ok", "503 no"});
    CHECK(script.news() == Log{"> RSET\r\n" + envelope(2, {2})});
    script.hear_all({"250 reset", "550 5.7.1 not you", "503 no", "503 no"});
    CHECK(script.news() == Log{"= 2 550 5.7.1"});
}

TEST_CASE("no lone dot goes to a relay that took recipients for a sender it refused")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(pipelining);
    script.hear_all({"550 5.7.1 not you", "250 ok", "354 go"});
    CHECK(script.closed);
    CHECK(script.news() == Log{"= 1 550 5.7.1"});
}

TEST_CASE("a relay that refuses RSET is left")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(pipelining);
    script.hear_all({"250 ok", "550 5.1.1 no", "503 no"});
    script.news();
    script.hear("502 what?");
    CHECK(script.closed);
    CHECK(script.news() == Log{"< 2"});
}

}  // namespace colporteur::smtp
