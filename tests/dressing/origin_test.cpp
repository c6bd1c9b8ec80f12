// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/origin.hpp"

#include <doctest/doctest.h>

#include "dressing/post.hpp"

namespace colporteur::dressing {

TEST_CASE("what tells from where a member writes, or with which program")
{
    for (const char* name : {"Received",
                             "RECEIVED",
                             "X-Received",
                             "Received-SPF",
                             "X-Originating-IP",
                             "X-Originating-Host",
                             "X-Sender-IP",
                             "X-Client-IP",
                             "X-Forwarded-For",
                             "X-PHP-Originating-Script",
                             "X-Authenticated-User",
                             "Authentication-Results",
                             "ARC-Seal",
                             "ARC-Message-Signature",
                             "ARC-Authentication-Results",
                             "X-Forefront-Antispam-Report",
                             "X-MS-Exchange-Organization-SCL",
                             "X-MS-Has-Attach",
                             "X-OriginatorOrg",
                             "X-Mailer",
                             "User-Agent",
                             "X-Newsreader",
                             "X-MimeOLE",
                             "X-Mozilla-Status",
                             "X-Spam-Status",
                             "X-Spamd-Result",
                             "X-Virus-Scanned",
                             "X-Gm-Message-State",
                             "X-UIDL",
                             "Status"}) {
        CAPTURE(name);
        CHECK(tells_origin(name));
    }
}

TEST_CASE("what a post says and whom it is from is no origin")
{
    for (const char* name :
         {"From",         "Sender",     "To",           "Cc",           "Subject",
          "Date",         "Message-ID", "References",   "MIME-Version", "Content-Type",
          "Comments",     "Keywords",   "Organization", "X-Face",       "DKIM-Signature",
          "X-No-Archive", "X-Loop",     "Autocrypt",    "X-Priority",   "Auto-Submitted",
          "Thread-Index", "Receive",    "Received-X",   "X-Mail",       ""}) {
        CAPTURE(name);
        CHECK_FALSE(tells_origin(name));
        CHECK_FALSE(is_taken_away(name));
    }
}

TEST_CASE("what is taken away on every list (2369-01, X-04, X-05, 5321-16, 5322-06, trap 21)")
{
    for (const std::string name : {"Return-Path",
                                   "Delivered-To",
                                   "X-Original-To",
                                   "Bcc",
                                   "Resent-Bcc",
                                   "List-Id",
                                   "list-unsubscribe",
                                   "List-Anything",
                                   "Precedence",
                                   "Archived-At",
                                   "Errors-To",
                                   "Approve",
                                   "Approved",
                                   "X-Approved",
                                   "X-Password",
                                   "Password",
                                   "Return-Receipt-To",
                                   "Disposition-Notification-To",
                                   "X-Confirm-Reading-To",
                                   "X-PMRQC",
                                   "Generate-Delivery-Report"}) {
        CAPTURE(name);
        CHECK(is_taken_away(name));
        CHECK(dressed("A: b\r\n" + name + ": x\r\n y\r\nC: d\r\n", {.hide_origin = false}) ==
              "A: b\r\nC: d\r\n");
    }
}

TEST_CASE("origin stays where a list does not hide it")
{
    const std::string header =
        "Received: a\r\nReceived: b\r\nFrom: a@b\r\nX-Mailer: c\r\nX-No-Archive: yes\r\n";
    CHECK(dressed(header, {}) == "From: a@b\r\nX-No-Archive: yes\r\n");
    CHECK(dressed(header, {.hide_origin = false}) == header);
}

}  // namespace colporteur::dressing
