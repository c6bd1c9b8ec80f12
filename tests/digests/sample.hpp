// SPDX-License-Identifier: AGPL-3.0-or-later
// An issue as small as it can be, and three posts as programs write them.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "digests/compose.hpp"

namespace colporteur::digests {

inline mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

/// In ISO-8859-1, raw.
inline const std::string latin_post =
    "List-Id: \"La lettre\" <lettre.info.example.org>\r\n"
    "List-Unsubscribe: <https://example.org/leave/SECRET>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    "Return-Path: <lettre+bounce-SECRET@info.example.org>\r\n"
    "Subject: =?iso-8859-1?Q?Ap=E9ro_vendredi?=\r\n"
    "From: =?utf-8?Q?Ana_L=C3=BCders?= <ana@example.org>\r\n"
    "To: lettre@info.example.org\r\n"
    "Date: Sun, 01 Mar 2026 10:00:00 +0100\r\n"
    "Message-ID: <1@example.org>\r\n"
    "Approved: SECRET\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "\r\n"
    "\xC0 vendredi, au caf\xE9 !\r\n"
    "\r\n"
    "-- \r\n"
    "Ana\r\n";

inline const std::string html_post =
    "From: Bob <bob@example.net>\r\n"
    "To: lettre@info.example.org\r\n"
    "Subject: Re: =?utf-8?B?QXDDqXJvIHZlbmRyZWRp?=\r\n"
    "Date: Sun, 01 Mar 2026 11:30:00 +0100\r\n"
    "Message-ID: <2@example.net>\r\n"
    "Keywords: caf, beer\r\n"
    "Cc: Carol <carol@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<p>I will be <b>there</b>.</p>\r\n";

inline const std::string photo_post =
    "From: carol@example.org\r\n"
    "To: lettre@info.example.org\r\n"
    "Subject: The photo\r\n"
    "Date: Sun, 01 Mar 2026 20:00:00 +0100\r\n"
    "Message-ID: <3@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n"
    "\r\n"
    "--b\r\n"
    "\r\n"
    "Here it is.\r\n"
    "--b\r\n"
    "Content-Type: image/jpeg\r\n"
    "Content-Disposition: attachment; filename=photo.jpg\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "/9j/4AAQSkZJRgABAQ==\r\n"
    "--b--\r\n";

/// Of these posts, which must live as long as it.
inline Issue issue_of(const std::vector<const std::string*>& posts)
{
    Issue issue{
        .list_title = "La lettre",
        .posting_address = address("lettre@info.example.org"),
        .language = "en",
        .number = 12,
        .items = {},
        .from = {"La lettre", address("lettre-request@info.example.org")},
        .to = {"", address("lettre@info.example.org")},
        .message_id = "<digest.12.mime@info.example.org>",
        .date = parse_time("2026-03-02 06:00").value(),
        .list_fields = "List-Id: \"La lettre\" <lettre.info.example.org>\r\n",
        .footer = "",
        .zone = Zone::find("Europe/Paris").value(),
    };
    for (const std::string* post : posts) {
        const auto number = 231 + static_cast<std::int64_t>(issue.items.size());
        issue.items.push_back(
            {.number = number,
             .octets = *post,
             .permalink = "https://info.example.org/lettre/" + std::to_string(number),
             .posted = parse_time("2026-03-01 09:00").value() + std::chrono::hours{number - 231}});
    }
    return issue;
}

inline Issue sample_issue()
{
    Issue issue = issue_of({&latin_post, &html_post, &photo_post});
    issue.footer = "-- \nThe list of the café\nhttps://info.example.org/lettre";
    return issue;
}

inline std::string golden(const std::string& name)
{
    std::ifstream file{std::string{TESTS_DIR} + "/digests/golden/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace colporteur::digests
