// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/anonymous.hpp"

#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "dressing/post.hpp"

namespace colporteur::dressing {
namespace {

const std::string telling =
    "Return-Path: <ana@secret.example>\r\n"
    "Delivered-To: ana@secret.example\r\n"
    "Received: from ana-laptop.secret.example ([192.0.2.7])\r\n by mx.secret.example; Sun, 01 Mar "
    "2026 10:00:00 +0100\r\n"
    "X-Received: by 192.0.2.7 with SMTP id secret\r\n"
    "Received-SPF: pass client-ip=192.0.2.7 envelope-from=ana@secret.example\r\n"
    "Authentication-Results: mx; spf=pass smtp.mailfrom=ana@secret.example\r\n"
    "ARC-Seal: i=1; d=secret.example; b=AA\r\n"
    "ARC-Message-Signature: i=1; d=secret.example; b=AA\r\n"
    "ARC-Authentication-Results: i=1; mx.secret.example; spf=pass\r\n"
    "DKIM-Signature: v=1; d=secret.example; s=s; h=from; b=AA\r\n"
    "DomainKey-Signature: d=secret.example\r\n"
    "From: Ana Secret <ana@secret.example>\r\n"
    "Sender: Ana Secret <ana@secret.example>\r\n"
    "Reply-To: ana@secret.example\r\n"
    "To: town@lists.example.org, friend@secret.example\r\n"
    "Cc: bob@secret.example\r\n"
    "Bcc: eve@secret.example\r\n"
    "Subject: =?utf-8?q?L=27=C3=A9t=C3=A9?=\r\n"
    "Date: Sun, 1 Mar 2026 10:00:00 -0930 (MART)\r\n"
    "Message-ID: <1@ana-laptop.secret.example>\r\n"
    "In-Reply-To: Your message of \"yesterday\" <p11.1@lists.example.org>\r\n"
    "References: <0@ana-laptop.secret.example> <p10.1@LISTS.example.org>\r\n"
    "\t<p11.1@lists.example.org>\r\n"
    "Comments: written by Ana at secret.example\r\n"
    "Keywords: secret\r\n"
    "Resent-From: ana@secret.example\r\n"
    "Organization: Secret\r\n"
    "User-Agent: SecretMail/1.0\r\n"
    "X-Mailer: SecretMail 1.0\r\n"
    "X-Face: secret\r\n"
    "Face: secret\r\n"
    "X-Originating-IP: [192.0.2.7]\r\n"
    "X-Sender: ana@secret.example\r\n"
    "X-Spam-Report: 192.0.2.7 is listed\r\n"
    "X-MS-Exchange-Organization-AuthAs: secret\r\n"
    "X-Forefront-Antispam-Report: CIP:192.0.2.7\r\n"
    "X-Gm-Message-State: secret\r\n"
    "X-Secret-Of-Nobody: secret\r\n"
    "List-Id: <secret.example>\r\n"
    "List-Unsubscribe: <mailto:ana@secret.example>\r\n"
    "Thread-Index: AdSecret==\r\n"
    "Thread-Topic: secret\r\n"
    "Autocrypt: addr=ana@secret.example; keydata=AA\r\n"
    "OpenPGP: id=secret\r\n"
    "Accept-Language: fr-secret\r\n"
    "Disposition-Notification-To: ana@secret.example\r\n"
    "Errors-To: ana@secret.example\r\n"
    "Feedback-ID: secret\r\n"
    "Mime-Version: 1.0 (Secret Mail 16.0)\r\n"
    "Content-type: text/plain;\r\n charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "Content-Language: fr\r\n"
    "Content-ID: <2@ana-laptop.secret.example>\r\n"
    "Content-Location: file:///home/secret/x.txt\r\n"
    "X-No-Archive: yes\r\n"
    "secret: no more\r\n"
    "a line of secret damage\r\n";

}  // namespace

TEST_CASE("on an anonymous list nothing in the header tells who wrote, or from where")
{
    const std::string header = dressed(telling, {.anonymous = true});
    CHECK(header ==
          "From: The town <town@lists.example.org>\r\n"
          "To: The town <town@lists.example.org>\r\n"
          "Subject: =?utf-8?q?L=27=C3=A9t=C3=A9?=\r\n"
          "Date: Sun, 01 Mar 2026 19:30:00 +0000\r\n"
          "Message-ID: <p12.1@lists.example.org>\r\n"
          "In-Reply-To: <p11.1@lists.example.org>\r\n"
          "References: <p10.1@LISTS.example.org> <p11.1@lists.example.org>\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain;\r\n charset=utf-8\r\n"
          "Content-Transfer-Encoding: 8bit\r\n"
          "Content-Language: fr\r\n");
    for (const char* clue : {"secret", "ana", "192.0.2.7", "0930", "mart", "friend", "bob"}) {
        CAPTURE(clue);
        CHECK(to_lower(header).find(clue) == std::string::npos);
    }
}

TEST_CASE("an anonymous list does the rest too: tag and Reply-To")
{
    CHECK(dressed("From: ana@example.net\r\nSubject: Re: x\r\nReply-To: ana@example.net\r\n",
                  {.subject_tag = "T {number}", .reply_to = ReplyTo::both, .anonymous = true}) ==
          "From: The town <town@lists.example.org>\r\n"
          "To: The town <town@lists.example.org>\r\n"
          "Reply-To: The town <town@lists.example.org>\r\n"
          "Subject: Re: [T 12] x\r\n"
          "Message-ID: <p12.1@lists.example.org>\r\n");
}

TEST_CASE("a date that cannot be read gives way to the one of the newest Received")
{
    const std::string header = dressed(
        "Received: by mx;\r\n Sun, 01 Mar 2026 10:00:00 +0100\r\nReceived: by ana; Sun, 01 "
        "Mar 2026 09:59:00 +0100\r\nDate: yesterday, at Ana's\r\n",
        {.anonymous = true});
    CHECK(header.find("Date: Sun, 01 Mar 2026 09:00:00 +0000\r\n") != std::string::npos);
    CHECK(dressed("Date: at Ana's\r\nReceived: by ana\r\n", {.anonymous = true}).find("Ana") ==
          std::string::npos);
}

TEST_CASE("fields that come twice, or not at all, tell no more (7103-01, trap 19)")
{
    const std::string header = dressed(
        "From: ana@example.net\r\nFrom: ana@example.org\r\nSubject: a\r\nSubject: b\r\n"
        "Content-Type: text/plain\r\nContent-Type: text/html; x=ana\r\n",
        {.anonymous = true});
    CHECK(header ==
          "From: The town <town@lists.example.org>\r\n"
          "To: The town <town@lists.example.org>\r\n"
          "Subject: a\r\n"
          "Message-ID: <p12.1@lists.example.org>\r\n"
          "Content-Type: text/plain\r\n");
    CHECK(dress_header(mail::Message{"all body"}, {.anonymous = true}, town()) ==
          "From: The town <town@lists.example.org>\r\n"
          "To: The town <town@lists.example.org>\r\n"
          "Message-ID: <p12.1@lists.example.org>\r\n");
}

TEST_CASE("an author's Message-ID never goes out for want of a new one (trap 8)")
{
    Scene scene = town();
    scene.new_message_id = "";
    CHECK_THROWS_AS(
        dress_header(mail::Message{"Message-ID: <a@ana>\r\n"}, {.anonymous = true}, scene),
        std::logic_error);
}

TEST_CASE("strange ids end (trap 8)" * doctest::timeout(5))
{
    for (const std::string& ids :
         {std::string(500'000, '<'), std::string{"<"}, std::string{"<a@b"}, std::string{"<@ <a <"},
          std::string{"lists.example.org"}, std::string{"<lists.example.org>"}}) {
        const std::string header = dressed("References: " + ids + "\r\n", {.anonymous = true});
        CHECK(header.find("References") == std::string::npos);
    }
}

}  // namespace colporteur::dressing
