// SPDX-License-Identifier: AGPL-3.0-or-later
// Content by BDAT (RFC 3030), dots by DATA.
#include <doctest/doctest.h>

#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

const std::string both = "250-relay\n250-PIPELINING\n250 CHUNKING";
const std::string chunking = "250-relay\n250 CHUNKING";
const std::string chunk = "BDAT 16 LAST\r\nSubject: hello\r\n";

std::string envelope(int id)
{
    return fmt::format("MAIL FROM:<b{0}@us.org>\r\nRCPT TO:<r{0}@them.org>\r\n", id);
}

Copy dotted()
{
    Copy copy = copy_for(1, "a\r\n.b\r\n");
    copy.stuffed = {"a\r\n", "..b\r\n"};
    return copy;
}

}  // namespace

TEST_CASE("with CHUNKING the content is one chunk, and a copy costs one round trip, RFC 3030 2")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(both);
    script.hear_all({"250 ok", "250 ok"});
    CHECK(script.news() == Log{"> " + chunk + envelope(2)});
    script.hear_all({"250 2.0.0 queued", "250 ok"});
    CHECK(script.news() == Log{"= 1 250 2.0.0"});
    script.hear("250 ok");
    CHECK(script.news() == Log{"> " + chunk});
    script.hear("250 2.0.0 queued");
    CHECK(script.news() == Log{"= 2 250 2.0.0"});
}

TEST_CASE("without PIPELINING the chunk follows its answered envelope alone")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(chunking);
    script.hear_all({"250 ok", "250 ok", "250 2.0.0 queued"});
    CHECK(script.news() == Log{"> RCPT TO:<r1@them.org>\r\n", "> " + chunk, "= 1 250 2.0.0",
                               "> MAIL FROM:<b2@us.org>\r\n"});
}

TEST_CASE("no chunk is sent for refused recipients")
{
    Script script;
    script.waiting = {copy_for(1, "x\r\n", 2), copy_for(3)};
    script.greet(both);
    script.hear_all({"250 ok", "550 5.1.1 no", "550 5.1.1 no"});
    CHECK(script.news() == Log{"= 1 550 5.1.1", "= 2 550 5.1.1", "> RSET\r\n" + envelope(3)});
}

TEST_CASE("a refused chunk ends its transaction, RSET makes sure of it")
{
    for (const auto& offers : {both, chunking}) {
        Script script;
        script.greet(offers);
        script.offer(copy_for(1));
        script.hear_all({"250 ok", "250 ok", "554 5.6.0 no"});
        CHECK(script.news().back() == "= 1 554 5.6.0");
        script.offer(copy_for(2));
        CHECK(script.news().front().starts_with("> RSET\r\n"));
    }
}

TEST_CASE("an envelope behind a refused chunk stands when the relay takes it")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(both);
    script.hear_all({"250 ok", "250 ok", "452 4.3.1 full"});
    script.news();
    script.hear_all({"250 ok", "250 ok"});
    CHECK(script.news() == Log{"> " + chunk});
}

TEST_CASE(
    "an envelope behind a refused chunk is asked for again when the relay still holds the old")
{
    Script script;
    script.waiting = {copy_for(1), copy_for(2)};
    script.greet(both);
    script.hear_all({"250 ok", "250 ok", "554 5.6.0 no"});
    script.news();
    script.hear_all({"503 5.5.1 nested MAIL", "250 ok"});
    CHECK(script.news() == Log{"> RSET\r\n" + envelope(2)});
    script.hear_all({"250 reset", "250 ok", "250 ok"});
    CHECK(script.news() == Log{"> " + chunk});
}

TEST_CASE("a lost chunk is in doubt, the envelope behind it was no attempt")
{
    Script script;
    script.waiting = {copy_for(1, "x\r\n", 2), copy_for(3)};
    script.greet(both);
    script.hear_all({"250 ok", "250 ok", "250 ok"});
    script.news();
    script.lose();
    CHECK(script.news() == Log{"= 1 421 4.4.2", "= 2 421 4.4.2", "< 3"});
}

TEST_CASE("BDAT takes the content as it is, DATA with its dots stuffed")
{
    Script by_chunk;
    by_chunk.waiting = {dotted()};
    by_chunk.greet(both);
    by_chunk.hear_all({"250 ok", "250 ok"});
    CHECK(by_chunk.log.back() == "> BDAT 7 LAST\r\na\r\n.b\r\n");

    Script by_data;
    by_data.waiting = {dotted()};
    by_data.greet("250-relay\n250 PIPELINING");
    by_data.hear_all({"250 ok", "250 ok", "354 go"});
    CHECK(by_data.log.back() == "> a\r\n..b\r\n.\r\n");
}

TEST_CASE("a chunk's size counts what is sent")
{
    for (const auto& [octets, sent] :
         {std::pair{"", "> BDAT 0 LAST\r\n"}, std::pair{"a", "> BDAT 3 LAST\r\na\r\n"},
          std::pair{"a\r\n", "> BDAT 3 LAST\r\na\r\n"}}) {
        Script script;
        script.waiting = {copy_for(1, octets)};
        script.greet(both);
        script.hear_all({"250 ok", "250 ok"});
        CHECK(script.log.back() == sent);
    }
}

}  // namespace colporteur::smtp
