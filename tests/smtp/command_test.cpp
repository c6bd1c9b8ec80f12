// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/command.hpp"

#include <doctest/doctest.h>

namespace colporteur::smtp {

TEST_CASE("a command is a verb in any case, and the rest as sent")
{
    const auto command = parse_command("rcpt TO:<Ana@Example.org>");

    CHECK(command.verb == Verb::rcpt);
    CHECK(command.arguments == "TO:<Ana@Example.org>");
    CHECK(parse_command("StartTLS").verb == Verb::starttls);
}

TEST_CASE("what is no verb is unknown, not an error")
{
    for (const std::string_view line :
         {"", " ", "MAILFROM:<a@b>", "MAIL\tFROM:<a@b>", "DATA1", "XYZZY"}) {
        CAPTURE(line);
        CHECK(parse_command(line).verb == Verb::unknown);
    }
}

TEST_CASE("MAIL FROM:<> is the null reverse-path of a bounce, RFC 5321 4.5.5")
{
    const auto mail = parse_mail_from("FROM:<>");

    REQUIRE(mail.has_value());
    CHECK_FALSE(mail->reverse_path.has_value());
}

TEST_CASE("MAIL reads the reverse-path, whatever surrounds it")
{
    struct Row {
        std::string_view arguments, address;
    };

    for (const auto& [arguments, address] : {
             Row{"FROM:<ana@example.org>", "ana@example.org"},
             Row{"from:<ana@EXAMPLE.org>  ", "ana@example.org"},
             Row{"FROM: <ana@example.org>", "ana@example.org"},
             Row{"FROM:<@a,@b:ana@example.org>", "ana@example.org"},
             Row{R"(FROM:<"a>b"@example.org>)", R"("a>b"@example.org)"},
             Row{R"(FROM:<"a\">"@example.org>)", R"("a\">"@example.org)"},
         }) {
        CAPTURE(arguments);
        const auto mail = parse_mail_from(arguments);
        REQUIRE(mail.has_value());
        REQUIRE(mail->reverse_path.has_value());
        CHECK(mail->reverse_path->text() == address);
    }
}

TEST_CASE("MAIL reads its parameters in any order and case")
{
    const auto mail = parse_mail_from("FROM:<a@b.org> smtputf8 SIZE=12345 AUTH=<> body=8bitMIME");

    REQUIRE(mail.has_value());
    CHECK(mail->utf8);
    CHECK(mail->eight_bit);
    CHECK(mail->size == 12345);
    CHECK_FALSE(parse_mail_from("FROM:<a@b.org> BODY=7BIT")->eight_bit);
}

TEST_CASE("a SIZE of 20 digits is very large, of 21 a syntax error, RFC 1870 3")
{
    CHECK(parse_mail_from("FROM:<a@b.org> SIZE=99999999999999999999")->size > 1'000'000'000'000);
    CHECK_FALSE(parse_mail_from("FROM:<a@b.org> SIZE=999999999999999999999").has_value());
}

TEST_CASE("MAIL refuses what is not a path")
{
    for (const std::string_view bad :
         {"", "FROM", "FROM:", "FROM:<ana", "FROM:ana@b.org", "FROM:<a@b.org>x", "FROM:<@a>",
          "FROM:< >", "FROM:<a@b.org> SIZE=", "FROM:<a@b.org> SIZE=-1", "FROM:<a@b.org> SIZE=1x",
          "FROM:<\"a@b.org>"}) {
        CAPTURE(bad);
        const auto mail = parse_mail_from(bad);
        REQUIRE_FALSE(mail.has_value());
        CHECK(mail.error().code == Code::invalid);
    }
}

TEST_CASE("MAIL parameters that are not offered are unsupported, RFC 5321 4.1.1.11")
{
    for (const std::string_view bad :
         {"FROM:<a@b.org> JUNK=1", "FROM:<a@b.org> RET=FULL", "FROM:<a@b.org> SMTPUTF8=1",
          "FROM:<a@b.org> BODY=BINARYMIME", "FROM:<a@b.org> ENVID=x SIZE=1"}) {
        CAPTURE(bad);
        const auto mail = parse_mail_from(bad);
        REQUIRE_FALSE(mail.has_value());
        CHECK(mail.error().code == Code::unsupported);
    }
}

TEST_CASE("RCPT reads the forward-path; a bare postmaster is ours, RFC 5321 4.5.1")
{
    CHECK(parse_rcpt_to("TO:<Town@Lists.example.org>", "d.org")->text() ==
          "Town@lists.example.org");
    CHECK(parse_rcpt_to("to:<@x:town@lists.example.org> ", "d.org")->text() ==
          "town@lists.example.org");
    CHECK(parse_rcpt_to("TO:<PostMaster>", "d.org")->text() == "PostMaster@d.org");
}

TEST_CASE("RCPT refuses what is not a path, and every parameter")
{
    for (const std::string_view bad :
         {"", "TO:", "TO:<>", "TO:<town>", "FROM:<a@b.org>", "TO:<a@b.org>x"}) {
        CAPTURE(bad);
        const auto recipient = parse_rcpt_to(bad, "d.org");
        REQUIRE_FALSE(recipient.has_value());
        CHECK(recipient.error().code == Code::invalid);
    }
    CHECK(parse_rcpt_to("TO:<a@b.org> NOTIFY=NEVER", "d.org").error().code == Code::unsupported);
}

}  // namespace colporteur::smtp
