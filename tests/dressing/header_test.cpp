// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/header.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "dressing/post.hpp"

namespace colporteur::dressing {

TEST_CASE("every field that nothing concerns stands byte for byte, in its place (5321-13)")
{
    const std::string header =
        "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x;\r\n h=from : subject;\r\n b=AA\r\n"
        "From:   =?utf-8?q?Ana_L=C3=BCders?=\t<ana@example.org>\r\n"
        "Sender: ana@example.org\r\n"
        "To: undisclosed-recipients:;\r\n"
        "subject:La lettre   de\r\n\t mars \r\n"
        "X-Raw: \xE9t\xE9 \xC3\xA9t\xC3\xA9\r\n"
        "x-empty:\r\n"
        "X-Twice: 1\r\nX-Twice: 2\r\n"
        "Mime-Version: 1.0 (Some Mail 1)\r\n"
        "Date: Sun,  1 Mar 2026 10:00:00 +0100 (CET)\r\n"
        "Message-ID: <1@example.org>\r\n";
    CHECK(dressed(header, {}) == header);
    const std::string tagged = dressed(header, {.subject_tag = "T", .reply_to = ReplyTo::list});
    const std::size_t subject = header.find("subject:");
    const std::size_t after = header.find("X-Raw");
    CHECK(tagged == header.substr(0, subject) + "Subject: [T] La lettre de mars\r\n" +
                        header.substr(after) + "Reply-To: The town <town@lists.example.org>\r\n");
}

TEST_CASE("what may be there once is there once: the first (5322-01, 7103-01, trap 19, trap 20)")
{
    for (const std::string name :
         {"From", "Sender", "Reply-To", "To", "Cc", "Date", "Message-ID", "In-Reply-To",
          "References", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}) {
        CAPTURE(name);
        const std::string first = name + ": a@b\r\n";
        CHECK(dressed(first + "X: y\r\n" + to_lower(name) + " : c@d\r\nX: z\r\n", {}) ==
              first + "X: y\r\nX: z\r\n");
    }
}

TEST_CASE("what stays is what the program itself reads (7103-01, trap 19)")
{
    const mail::Message post{
        "From: ana@example.net\r\nSubject: a\r\nFrom: eve@example.net\r\nSubject: b\r\n\r\n"};
    const mail::Message copy{dress_header(post, {.subject_tag = "T"}, town())};
    CHECK(copy.from()->address == post.from()->address);
    CHECK(copy.subject() == "[T] a");
    CHECK(copy.count("From") == 1);
    CHECK(copy.count("Subject") == 1);
}

TEST_CASE("From in its odder forms is left alone (trap 19)")
{
    for (const std::string from :
         {"From: a@b, c@d\r\n", "From: Group: a@b, c@d;\r\n", "From: \"e@f\" (x) <a@b>\r\n",
          "From: nobody\r\n", "From:\r\n"}) {
        CAPTURE(from);
        CHECK(dressed(from, {.subject_tag = "T", .reply_to = ReplyTo::list}).starts_with(from));
    }
}

TEST_CASE("damage is left out, what is missing is not invented (7103-01)")
{
    CHECK(dressed("From: a@b\r\nno field\r\n folded\r\nX\x01: y\r\nA: b\r\n", {}) ==
          "From: a@b\r\nA: b\r\n");
    CHECK(dress_header(mail::Message{""}, {}, town()) == "");
    CHECK(dress_header(mail::Message{"\r\nbody"}, {}, town()) == "");
    CHECK(dress_header(mail::Message{"all body"}, {}, town()) == "");
    CHECK(dress_header(mail::Message{"all body"}, {.subject_tag = "T"}, town()) ==
          "Subject: [T]\r\n");
    CHECK(dress_header(mail::Message{"A: no end"}, {.subject_tag = "T"}, town()) ==
          "A: no end\r\nSubject: [T]\r\n");
}

TEST_CASE("a huge header is dressed in bounded time (trap 15)" * doctest::timeout(10))
{
    std::string header;
    for (int i = 0; i < 20'000; ++i)
        header += "X-Field: value\r\nReceived: x\r\nTo: y\r\n";
    CHECK(dressed(header, {.subject_tag = "T"}).size() == 20'000 * 16 + 7 + 14);
}

}  // namespace colporteur::dressing
