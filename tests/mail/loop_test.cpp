// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/loop.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

constexpr OwnMarks lettre{"lettre@info.example.org", "lettre.info.example.org", "abcdefgh2345678"};

bool loops(const std::string& header)
{
    return loop_reason(Message{header + "\r\n\r\nhello\r\n"}, lettre).has_value();
}

bool claims(const std::string& header)
{
    return loop_claim(Message{header + "\r\n\r\nhello\r\n"}, lettre).has_value();
}

}  // namespace

TEST_CASE("what only we write shows our own message coming back (2919-02, X-01)")
{
    for (const std::string field : {
             "List-Id: La lettre <lettre.info.example.org>",
             "List-Id: \"a <b>\" <LETTRE.info.example.org>",
             "list-id: lettre.info.example.org",
             "List-Id: <other.example.org>\r\nList-Id: <lettre.info.example.org>",
             "List-Post: <mailto:lettre@info.example.org>",
             "List-Post: <https://x>, <mailto:Lettre%40info.example.org?subject=x>",
             "X-Loop: lettre@info.example.org abcdefgh2345678",
             "X-Loop: other@example.org\r\nX-Loop: lettre@info.example.org\r\n ABCDEFGH2345678",
         }) {
        CAPTURE(field);
        CHECK(loops(field));
    }
}

TEST_CASE("another list's marks are no loop: a list may be on a list (trap 10)")
{
    for (const std::string field : {
             "List-Id: <autre.example.com>",
             "List-Id: <lettre.info.example.org.example.com>",
             "List-Id: lettre.info.example.org <autre.example.com>",
             "List-Id: <",
             "List-Id: >lettre.info.example.org<",
             "List-Id:",
             "List-Post: NO",
             "List-Post: <mailto:autre@example.com>",
             "List-Post: <mailto:%zz",
             "X-Loop: autre@example.com",
             "X-Loop: my-lettre@info.example.org",
             "Mailing-List: list autre@example.com",
             "Delivered-To: ana@example.net",
         }) {
        CAPTURE(field);
        CHECK_FALSE(loops(field));
        CHECK_FALSE(claims(field));
    }
}

TEST_CASE("a loop mark that anybody can write proves nothing, and is told apart (trap 10)")
{
    for (const std::string field : {
             "X-Loop: lettre@info.example.org",
             "X-Loop: <LETTRE@info.example.org>",
             "X-Loop: lettre@info.example.org bbbbbbbb2345678",
             "X-BeenThere: lettre@info.example.org",
             "Mailing-List: list lettre@info.example.org; contact x@info.example.org",
         }) {
        CAPTURE(field);
        CHECK_FALSE(loops(field));
        CHECK(claims(field));
    }
}

TEST_CASE("without a mark of ours no X-Loop is certain")
{
    const OwnMarks unmarked{"lettre@info.example.org", "", ""};
    for (const std::string field : {"X-Loop:  ", "X-Loop: lettre@info.example.org", "List-Id: <>"})
        CHECK_FALSE(loop_reason(Message{field + "\r\n\r\n"}, unmarked).has_value());
}

TEST_CASE(
    "our Delivered-To is a loop, unless the server that hands over has just written it (X-03)")
{
    const std::string by_us = "Received: by info.example.org; x\r\n";
    const std::string by_theirs = "Received: by mx.example.net; x\r\n";
    const std::string delivered = "Delivered-To: lettre@info.example.org\r\n";
    CHECK(loops(by_us + delivered + "From: ana@example.net"));
    CHECK(loops(by_us + by_theirs + delivered + by_theirs + "From: ana@example.net"));
    CHECK(loops(by_us + delivered + by_theirs + delivered + "From: ana@example.net"));
    CHECK_FALSE(loops(by_us + delivered + by_theirs + "From: ana@example.net"));
    CHECK_FALSE(loops(by_us + by_theirs + "From: ana@example.net"));
}

TEST_CASE("what we write into X-Loop, we know again")
{
    CHECK(loop_field(lettre) == "X-Loop: lettre@info.example.org abcdefgh2345678\r\n");
    const OwnMarks longest{
        "a-local-part-of-sixty-four-octets-is-the-most-that-is-allowed-now@"
        "info.example.org",
        "", "abcdefgh2345678"};
    CHECK(loop_reason(Message{loop_field(longest) + "\r\n"}, longest).has_value());
}

}  // namespace colporteur::mail
