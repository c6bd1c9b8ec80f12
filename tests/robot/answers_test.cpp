// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/answers.hpp"

#include <doctest/doctest.h>

namespace colporteur::robot {

TEST_CASE("answers stand behind the name, and go on until the next one")
{
    const Said said = read_answers("MARTIN Ana city=Saint Denis phone=\"12 34\" empty=");
    CHECK(said.before == "MARTIN Ana");
    CHECK(said.answers ==
          store::Attributes{{"city", "Saint Denis"}, {"phone", "12 34"}, {"empty", ""}});
}

TEST_CASE("a text without answers is all name; what begins with = is a word")
{
    CHECK(read_answers("MARTIN Ana").before == "MARTIN Ana");
    CHECK(read_answers("").answers.empty());
    CHECK(read_answers("=x").before == "=x");
}

}  // namespace colporteur::robot
