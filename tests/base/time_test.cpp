// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.hpp"

#include <doctest/doctest.h>

namespace colporteur {

TEST_CASE("a time is written and read as UTC")
{
    CHECK(to_iso(parse_time("2026-03-01 10:00").value()) == "2026-03-01T10:00:00Z");
    CHECK(to_iso(parse_time("2026-03-01").value()) == "2026-03-01T00:00:00Z");
    CHECK(to_iso(from_micros(0)) == "1970-01-01T00:00:00Z");
}

TEST_CASE("what is no time is refused")
{
    for (const std::string_view bad :
         {"", "yesterday", "2026-13-01", "2026-02-30", "2026-01-01 25:00"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_time(bad).has_value());
    }
}

}  // namespace colporteur
