// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/automatic.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

constexpr std::string_view ours = "lettre-request@info.example.org";

std::optional<std::string> reason(std::string_view field,
                                  std::string_view sender = "ana@example.org",
                                  std::string_view from = "Ana <ana@example.org>")
{
    const Message message{"From: " + std::string{from} + "\r\n" + std::string{field} +
                          "\r\nSubject: help\r\n\r\nhelp\r\n"};
    return automatic_reason(message, sender, ours);
}

}  // namespace

TEST_CASE("a person is answered")
{
    for (const std::string_view field : {
             "X: y",
             "Auto-Submitted: no",
             "Auto-Submitted: No (a person)",
             "Precedence: first-class",
             "X-Auto-Response-Suppress: DR, RN",
             "X-Loop: other@example.org",
             "Listless: x",
             "Content-Type: multipart/mixed; boundary=b",
         }) {
        CAPTURE(field);
        CHECK_FALSE(reason(field).has_value());
    }
    CHECK_FALSE(reason("X: y", "the-owner-of-all@example.org").has_value());
}

TEST_CASE("a machine is not answered because of a field (3834-03, 3834-05)")
{
    for (const std::string_view field : {
             "Auto-Submitted: auto-replied",
             "Auto-Submitted: auto-generated; owner-email=x",
             "auto-submitted:Auto-Notified",
             "Precedence: bulk",
             "Precedence: LIST",
             "Precedence: junk",
             "Precedence: auto_reply",
             "List-Id: <x.example.org>",
             "List-Unsubscribe: <mailto:x@y>",
             "X-Autoreply: yes",
             "X-Autorespond: x",
             "X-Auto-Response-Suppress: All",
             "X-Auto-Response-Suppress: DR, OOF, AutoReply",
             "X-Loop: LETTRE-request@info.example.org",
             "Content-Type: multipart/report; report-type=delivery-status",
         }) {
        CAPTURE(field);
        CHECK(reason(field).has_value());
    }
}

TEST_CASE("a machine is not answered because of its sender (3834-04)")
{
    for (const std::string_view sender : {
             "",
             "<>",
             "MAILER-DAEMON@example.org",
             "postmaster@example.org",
             "owner-x@example.org",
             "x-owner@example.org",
             "x-request@example.org",
             "x-bounces@example.org",
             "x-bounces+ana=example.org@example.org",
             "x-bounce@example.org",
             "noreply@example.org",
             "No-Reply@example.org",
             "do-not-reply@example.org",
             "no-reply-12@example.org",
             "mailer-daemon",
         }) {
        CAPTURE(sender);
        CHECK(reason("X: y", sender).has_value());
    }
    CHECK(reason("X: y", "ana@example.org", "noreply@example.org").has_value());
    CHECK(reason("X: y", "ana@example.org", "no address").has_value());
}

TEST_CASE("the reason names what was seen, and no address")
{
    CHECK(reason("Precedence: bulk") == "Precedence: bulk");
    CHECK(reason("X: y", "") == "null reverse-path");
    CHECK(reason("X: y", "x-owner@example.org")->find('@') == std::string::npos);
}

}  // namespace colporteur::mail
