// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client_envelope.hpp"

#include <doctest/doctest.h>

#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

const Extensions everything{.pipelining = true,
                            .size = true,
                            .eight_bit = true,
                            .utf8 = true,
                            .chunking = true,
                            .dsn = true,
                            .most_octets = 1000};

Copy copy_from(std::string sender, std::string recipient)
{
    return {.id = 1,
            .sender = std::move(sender),
            .recipients = {{1, std::move(recipient)}},
            .pieces = {"Subject: hello\r\n"}};
}

std::string rcpt_of(const Copy& copy, const Extensions& can = everything)
{
    return rcpt_line(copy, copy.recipients.front(), can);
}

}  // namespace

TEST_CASE("MAIL says what the copy needs and the relay offers, nothing else")
{
    Copy copy = copy_from("b@us.org", "r@them.org");
    CHECK(mail_line(copy, {}) == "MAIL FROM:<b@us.org>");
    CHECK(mail_line(copy, {.size = true}) == "MAIL FROM:<b@us.org> SIZE=16");
    CHECK(mail_line(copy, {.eight_bit = true, .utf8 = true}) == "MAIL FROM:<b@us.org>");
    copy.eight_bit = true;
    CHECK(mail_line(copy, {.eight_bit = true}) == "MAIL FROM:<b@us.org> BODY=8BITMIME");
    copy.utf8 = true;
    CHECK(mail_line(copy, {.eight_bit = true, .utf8 = true}) ==
          "MAIL FROM:<b@us.org> BODY=8BITMIME SMTPUTF8");
}

TEST_CASE("a UTF-8 address needs SMTPUTF8 though the content does not, RFC 6531 3.4")
{
    CHECK(mail_line(copy_from("b@us.org", "josé@them.org"), {.utf8 = true}) ==
          "MAIL FROM:<b@us.org> SMTPUTF8");
}

TEST_CASE(
    "where DSN is offered: failures only, headers only, our id, the original address, RFC 3461")
{
    Copy copy = copy_from("b@us.org", "r+x=y@them.org");
    copy.envelope_id = "m17=4 ok+";
    CHECK(mail_line(copy, {.dsn = true}) == "MAIL FROM:<b@us.org> RET=HDRS ENVID=m17+3D4+20ok+2B");
    CHECK(rcpt_of(copy) ==
          "RCPT TO:<r+x=y@them.org> NOTIFY=FAILURE ORCPT=rfc822;r+2Bx+3Dy@them.org");
    CHECK(rcpt_of(copy, {}) == "RCPT TO:<r+x=y@them.org>");
}

TEST_CASE("no ENVID without an id, for one that cannot be said, or beyond 100 octets, RFC 3461 4.4")
{
    Copy copy = copy_from("b@us.org", "r@them.org");
    for (const std::string& id : {std::string{}, std::string{"a\r\nb"}, std::string{"é"},
                                  std::string(101, 'x'), std::string(34, '+')}) {
        CAPTURE(id);
        copy.envelope_id = id;
        CHECK(mail_line(copy, {.dsn = true}) == "MAIL FROM:<b@us.org> RET=HDRS");
    }
    copy.envelope_id = std::string(100, 'x');
    CHECK(mail_line(copy, {.dsn = true}).ends_with(" ENVID=" + copy.envelope_id));
}

TEST_CASE("no ORCPT longer than 500 octets, RFC 3461 4.2")
{
    const auto sayable = copy_from("b@us.org", std::string(493, 'x'));
    CHECK(rcpt_of(sayable).ends_with(" ORCPT=rfc822;" + std::string(493, 'x')));
    CHECK(rcpt_of(copy_from("b@us.org", std::string(494, 'x'))).ends_with(" NOTIFY=FAILURE"));
    CHECK(rcpt_of(copy_from("b@us.org", std::string(165, '+'))).ends_with(" NOTIFY=FAILURE"));
}

TEST_CASE("nobody is told of a bounce that bounces")
{
    Copy copy = copy_from("", "r@them.org");
    copy.envelope_id = "m17";
    CHECK(mail_line(copy, {.dsn = true}) == "MAIL FROM:<>");
    CHECK(rcpt_of(copy) == "RCPT TO:<r@them.org> NOTIFY=NEVER");
}

TEST_CASE(
    "a UTF-8 original recipient is said as it is, with what would break it escaped, RFC 6533 3")
{
    CHECK(rcpt_of(copy_from("b@us.org", "josé+a=b\\@them.org"))
              .ends_with(" ORCPT=utf-8;josé\\x{2B}a\\x{3D}b\\x{5C}@them.org"));
    CHECK(rcpt_of(copy_from("b@us.org", "\"jo é\"@them.org"))
              .ends_with(" ORCPT=utf-8;\"jo\\x{20}é\"@them.org"));
}

TEST_CASE("a copy over the relay's SIZE is settled here, stuffed dots not counted, RFC 1870 6.1")
{
    Copy copy = copy_from("b@us.org", "r@them.org");
    copy.stuffed = {"a much longer text"};
    CHECK(take_unsendable(copy, {.size = true, .most_octets = 16}).empty());
    CHECK(take_unsendable(copy, {.size = true}).empty());

    Script script;
    script.waiting = {copy_for_three(1), copy_for(4, "x\r\n")};
    script.hear_all({"220 relay", "250-relay\n250 SIZE 15"});
    CHECK(Log(script.log.begin() + 1, script.log.end()) ==
          Log{"= 1 552 5.3.4", "= 2 552 5.3.4", "= 3 552 5.3.4",
              "> MAIL FROM:<b4@us.org> SIZE=3\r\n"});
}

TEST_CASE("an address that the relay cannot be told is settled here, the others are sent")
{
    Copy copy = copy_for_three(1);
    copy.recipients[0].address = "josé@them.org";
    copy.recipients[1].address = "a@b>\r\nDATA";
    Script script;
    script.greet("250 relay");
    script.offer(copy);
    script.hear("250 ok");
    CHECK(script.log == Log{"= 1 553 5.6.7", "= 2 553 5.1.3", "> MAIL FROM:<b1@us.org>\r\n",
                            "> RCPT TO:<r3@them.org>\r\n"});
}

TEST_CASE("a sender that the relay cannot be told is every recipient's outcome")
{
    Copy copy = copy_for_three(1);
    copy.sender = "josé@us.org";
    CHECK(take_unsendable(copy, {}).size() == 3);
    CHECK(copy.recipients.empty());
}

TEST_CASE(
    "content that the relay cannot carry comes back to be made again, RFC 6152 3, RFC 6531 3.2")
{
    Copy utf8 = copy_for(1);
    utf8.utf8 = true;
    Copy eight_bit = copy_for(2);
    eight_bit.eight_bit = true;
    Copy both = copy_for(3);
    both.utf8 = both.eight_bit = true;

    Script script;
    script.waiting = {utf8, eight_bit, both, copy_for(4)};
    script.hear_all({"220 relay", "250 relay"});
    CHECK(Log(script.log.begin() + 1, script.log.end()) ==
          Log{"? 1 utf8", "? 2 eight_bit", "? 3 utf8", "> MAIL FROM:<b4@us.org>\r\n"});
    CHECK_FALSE(lacking(both, everything));
    CHECK(lacking(both, {.utf8 = true}) == Lack::eight_bit);
}

TEST_CASE("what cannot be sent does not stop the content before it")
{
    Copy eight_bit = copy_for(2);
    eight_bit.eight_bit = true;
    Copy utf8 = copy_for(3);
    utf8.recipients[0].address = "josé@them.org";
    Script script;
    script.waiting = {copy_for(1), eight_bit, utf8, copy_for(4)};
    script.greet("250-relay\n250 PIPELINING");
    script.hear_all({"250 ok", "250 ok", "354 go"});
    CHECK(script.log == Log{"? 2 eight_bit", "= 3 553 5.6.7",
                            "> Subject: hello\r\n.\r\nMAIL FROM:<b4@us.org>\r\n"
                            "RCPT TO:<r4@them.org>\r\nDATA\r\n"});
}

}  // namespace colporteur::smtp
