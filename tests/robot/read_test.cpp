// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/read.hpp"

#include <doctest/doctest.h>

namespace colporteur::robot {

TEST_CASE("a command in the subject is the only one; other words in the body are sweet nothings")
{
    const Reading reading = read("subscribe lettre", "unsubscribe lettre\n");
    REQUIRE(reading.commands.size() == 1);
    CHECK(reading.commands[0].command->name == "subscribe");
    CHECK_FALSE(reading.sweet_nothings);
    CHECK(read("subscribe lettre", "Merci beaucoup !").sweet_nothings);
    CHECK_FALSE(read("subscribe lettre", "\n \n.\n--\n").sweet_nothings);
}

TEST_CASE(
    "without one in the subject, each line of the body may be a command, up to five, as far as end")
{
    CHECK(read("hello", "subscribe a\nsubscribe b\n\nhelp").commands.size() == 3);
    CHECK(read("hello", "subscribe a\nend\nhelp").commands.size() == 1);
    const Reading many = read("", "help\nhelp\nhelp\nhelp\nhelp\nhelp");
    CHECK(many.commands.size() == 5);
    CHECK(many.too_many);
}

TEST_CASE("without any command, the line that most looks like one is the puzzle")
{
    CHECK(read("Bonjour", "Je suis Ana.\nsubskribe lettre").puzzle == "subskribe lettre");
    CHECK(read("Bonjour", "rien").puzzle == "Bonjour");
    CHECK(read("", "rien").puzzle == "rien");
    CHECK(read("", "").puzzle.empty());
}

TEST_CASE("only a first word of refusal says no")
{
    for (const std::string no : {"non", "Non, merci.", "  NO", "> \"annuler\"", "stop", "Rejet"}) {
        CAPTURE(no);
        CHECK(says_no(no));
    }
    for (const std::string yes :
         {"", "oui", "ok, no problem", "nono", "nonobstant", "Je confirme"}) {
        CAPTURE(yes);
        CHECK_FALSE(says_no(yes));
    }
}

}  // namespace colporteur::robot
