// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/pause.hpp"

#include <doctest/doctest.h>

#include "support/builders.hpp"

namespace colporteur::robot {
namespace {

using support::at;

const Time now = at("2026-03-01 10:00");

}  // namespace

TEST_CASE("a pause in the words of eight languages")
{
    struct Row {
        std::string text;
        std::string from, until;  // "" for now, and for no end
    };

    for (const Row& row : {
             Row{"", "", ""},
             Row{"until 2026-09-01", "", "2026-09-01"},
             Row{"jusqu'au 1er septembre", "", "2026-09-01"},
             Row{"from 1 August to 3 September", "2026-08-01", "2026-09-03"},
             Row{"du 1er août au 15 août", "2026-08-01", "2026-08-15"},
             Row{"du 1er au 15 août", "2026-08-01", "2026-08-15"},
             Row{"du 20 décembre 2026 au 5 janvier 2027", "2026-12-20", "2027-01-05"},
             Row{"2026-08-01 2026-08-15", "2026-08-01", "2026-08-15"},
             Row{"2026-08-01 - 2026-08-15", "2026-08-01", "2026-08-15"},
             Row{"2026-08-01 – 2026-08-15", "2026-08-01", "2026-08-15"},
             Row{"à partir du 1er août", "2026-08-01", ""},
             Row{"from August 1", "2026-08-01", ""},
             Row{"vom 1. August bis 15. August", "2026-08-01", "2026-08-15"},
             Row{"del 1 de agosto al 15 de agosto", "2026-08-01", "2026-08-15"},
             Row{"dal 1 agosto al 15 agosto", "2026-08-01", "2026-08-15"},
             Row{"de 1 agosto a 15 agosto", "2026-08-01", "2026-08-15"},
             Row{"van 1 augustus tot 15 augustus", "2026-08-01", "2026-08-15"},
             Row{"od 1 sierpnia do 15 sierpnia", "2026-08-01", "2026-08-15"},
         }) {
        CAPTURE(row.text);
        const auto pause = read_pause(row.text, Zone{}, now);
        REQUIRE(pause.has_value());
        CHECK(pause->from == (row.from.empty() ? now : at(row.from)));
        CHECK(pause->until == (row.until.empty() ? std::nullopt : std::optional{at(row.until)}));
    }
}

TEST_CASE("a pause that is no pause: no day, a past one, an end before its beginning")
{
    for (const std::string text :
         {"soon", "until yesterday", "until 2025-09-01", "until 2026-03-01",
          "2026-08-15 2026-08-01", "from 1 August to 3 September and then some", "lettre"}) {
        CAPTURE(text);
        CHECK_FALSE(read_pause(text, Zone{}, now).has_value());
    }
}

TEST_CASE("a day begins at midnight where the list's people live")
{
    const auto paris = Zone::find("Europe/Paris");
    REQUIRE(paris.has_value());
    CHECK(read_pause("until 2026-09-01", *paris, now)->until == at("2026-08-31 22:00"));
}

}  // namespace colporteur::robot
