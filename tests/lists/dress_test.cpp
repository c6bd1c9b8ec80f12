// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/dress.hpp"

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/permission.hpp"
#include "lists/posting.hpp"

namespace colporteur::lists {
namespace {

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};

const model::List lettre{.address = mail::parse_address("lettre@info.example.org").value(),
                         .title = "La lettre",
                         .language = "fr",
                         .list_id = "lettre.info.example.org"};

std::string dressed_by_default(std::string octets)
{
    return dress(site, lettre, {}, mail::Message{std::move(octets)}, 1);
}

}  // namespace

TEST_CASE("the author's header and body stand byte for byte in what is sent")
{
    const std::string header =
        "From: =?iso-8859-1?q?L=FCders?= <ana@example.net>\r\nSubject:  odd   spaces\r\n\tand "
        "folds\r\n"
        "Content-Type: multipart/signed; boundary=\"x\"\r\n";
    const std::string body = "--x\r\n\r\ntrailing space \r\n\xE9 raw latin-1\r\n--x--\r\n";
    const std::string dressed = dressed_by_default({header + "\r\n" + body});
    CHECK(dressed.find("\r\n" + header + "\r\n" + body) != std::string::npos);
    CHECK(dressed.ends_with("\r\n\r\n" + body));
}

TEST_CASE("from where an author writes, and with which program, is not passed on")
{
    const std::string dressed =
        dressed_by_default({"Received: from laptop ([192.0.2.7])\r\n by mx; now\r\nFrom: "
                            "a@b\r\nX-Originating-IP: [192.0.2.7]\r\nUser-Agent: M/1\r\nSubject: "
                            "x\r\n\r\nReceived: in the text\r\n"});
    CHECK(dressed.ends_with("\r\nFrom: a@b\r\nSubject: x\r\n\r\nReceived: in the text\r\n"));
}

TEST_CASE("each List-* field is there once, ours in place of any that came, 2369-01")
{
    const mail::Message dressed{
        dressed_by_default({"List-Id: <other.example.org>\r\nLIST-POST: "
                            "<mailto:x@example.org>\r\nFrom: a@b\r\n\r\n"})};
    CHECK(dressed.count("List-Id") == 1);
    CHECK(dressed.field("List-Id")->find("<lettre.info.example.org>") != std::string::npos);
    CHECK(dressed.count("List-Post") == 1);
    CHECK(dressed.field("Precedence") == "list");
}

TEST_CASE("two lists on each other: the mark outlives the other list's own fields (trap 10)")
{
    const model::List other{.address = mail::parse_address("autre@lists.example.com").value(),
                            .title = "Autre",
                            .language = "fr",
                            .list_id = "autre.lists.example.com"};
    const std::string id = "<1@example.net>";
    const std::string post = "From: a@b\r\nMessage-ID: " + id + "\r\n\r\nhello\r\n";
    const std::string sent = dressed_by_default({post});
    model::Site elsewhere = site;
    elsewhere.secret = std::string(32, 'x');
    const mail::Message back{dress(elsewhere, other, {}, mail::Message{sent}, 1)};
    CHECK(back.field("List-Id")->find("lettre") == std::string::npos);
    const std::string mark = accounts::loop_mark(site.secret, lettre.address.text(), id);
    CHECK(judge({.list = lettre, .message = back, .envelope_sender = "x@y", .loop_mark = mark})
              .reason == "loop");
    CHECK(judge({.list = other, .message = mail::Message{sent}, .envelope_sender = "x@y"}).fate !=
          Fate::discard);
}

TEST_CASE("a mark copied from another message proves nothing (trap 10)")
{
    const mail::Message sent{
        dressed_by_default({"From: a@b\r\nMessage-ID: <1@example.net>\r\n\r\n"})};
    const mail::Message forged{"From: a@b\r\nMessage-ID: <2@example.net>\r\nX-Loop: " +
                               sent.field("X-Loop").value() + "\r\n\r\n"};
    const std::string mark =
        accounts::loop_mark(site.secret, lettre.address.text(), "<2@example.net>");
    CHECK(judge({.list = lettre,
                 .message = forged,
                 .envelope_sender = "a@b",
                 .facts = {.roles = {.author = true}, .message = &forged},
                 .policy = policy_of(lettre, {}, policy::Act::post),
                 .loop_mark = mark})
              .reason == "perhaps_loop");
}

TEST_CASE(
    "what would make each reader's program answer the author is taken away, X-04, X-05, 5322-06")
{
    const mail::Message dressed{
        dressed_by_default({"Disposition-Notification-To: a@b\r\nReturn-Receipt-To: "
                            "a@b\r\nApproved: secret\r\nBcc: c@d\r\nFrom: a@b\r\n\r\n"})};
    for (const char* name :
         {"Disposition-Notification-To", "Return-Receipt-To", "Approved", "Bcc"}) {
        CAPTURE(name);
        CHECK_FALSE(dressed.has_field(name));
    }
}

TEST_CASE("a damaged header line is mended away, the message goes on")
{
    const std::string dressed =
        dressed_by_default({"From: a@b\r\nthis is no field\r\nSubject: x\r\n\r\nbody\r\n"});
    CHECK(dressed.find("this is no field") == std::string::npos);
    CHECK(dressed.find("Subject: x\r\n\r\nbody\r\n") != std::string::npos);
}

}  // namespace colporteur::lists
