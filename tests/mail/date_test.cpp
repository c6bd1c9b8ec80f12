// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/date.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "mail/compose.hpp"

namespace colporteur::mail {

TEST_CASE("a Date tells one moment, whatever its zone (RFC 5322 §3.3, §4.3)")
{
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"Sun, 01 Mar 2026 10:00:00 +0000", "2026-03-01T10:00:00Z"},
        {" Sun,  1 Mar 2026 10:00:00 +0100 (CET)", "2026-03-01T09:00:00Z"},
        {"1 Mar 2026 00:30 -0930", "2026-03-01T10:00:00Z"},
        {"Sun, 1 Mar 2026\r\n 00:30:00 +0530", "2026-02-28T19:00:00Z"},
        {"(x) Thu (y), 29 (z) feb 2024 23:59:60 GMT", "2024-03-01T00:00:00Z"},
        {"Sun , 1 March 2026 10 : 00 : 01 EST", "2026-03-01T15:00:01Z"},
        {"1 Mar 26 10:00 Z", "2026-03-01T10:00:00Z"},
        {"1 Mar 99 10:00 UT", "1999-03-01T10:00:00Z"},
        {"1 Mar 126 10:00", "2026-03-01T10:00:00Z"},
        {"1 Mar 2026 10:00 Mars/Olympus", "2026-03-01T10:00:00Z"},
    };
    for (const auto& [body, moment] : cases) {
        CAPTURE(body);
        const auto read = parse_date(body);
        REQUIRE(read.has_value());
        CHECK(to_iso(*read) == moment);
        CHECK(parse_date(format_date(*read)) == read);
    }
}

TEST_CASE("what tells no moment")
{
    for (const std::string_view body :
         {"", "yesterday", "Sun, 30 Feb 2026 10:00:00 +0000", "1 Mai 2026 10:00", "1 Mar 2026",
          "1 Mar 2026 24:00:00 +0000", "1 Mar 2026 10:60", "1 Mar 20260 10:00", "2026-03-01 10:00",
          "100 Mar 2026 10:00", "1 Mar 2026 10", "(1 Mar 2026 10:00"}) {
        CAPTURE(body);
        CHECK_FALSE(parse_date(body).has_value());
    }
}

}  // namespace colporteur::mail
