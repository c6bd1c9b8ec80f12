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

TEST_CASE("without one in the subject, each line of the body may be a command, as far as end")
{
    CHECK(read("hello", "subscribe a\nsubscribe b\n\nhelp").commands.size() == 3);
    for (const std::string end : {"end", "QUIT", "qui", "finished", "fin", "Fin des commandes",
                                  "ende", "koniec", "stop", "Stop.", "-", "--", "-- ", "exit"}) {
        CAPTURE(end);
        CHECK(read("hello", "subscribe a\n" + end + "\nhelp").commands.size() == 1);
    }
}

TEST_CASE("fifty commands of one mail are read, the rest is left (trap 12, 3834-09)")
{
    std::string body;
    for (int i = 0; i < 2000; ++i)
        body += "subscribe list" + std::to_string(i) + "\n";
    const Reading many = read("", body);
    CHECK(many.commands.size() == 50);
    CHECK(many.commands.back().rest == "list49");
    CHECK(many.too_many);

    body.clear();
    for (int i = 0; i < 50; ++i)
        body += "subscribe list" + std::to_string(i) + "\n";
    CHECK(read("", body).commands.size() == 50);
    CHECK_FALSE(read("", body).too_many);
}

TEST_CASE("two hundred lines of one mail are read; a command further on counts as left")
{
    std::string kind_words;
    for (int i = 0; i < 199; ++i)
        kind_words += "thanks\n";
    CHECK(read("", kind_words + "help").commands.size() == 1);
    CHECK(read("", "thanks\n" + kind_words + "help").commands.empty());
    CHECK(read("", "which\n" + kind_words.substr(7) + "help\nlists").too_many);
}

TEST_CASE("the same command twice is one")
{
    CHECK(read("", "help\nhelp\nHELP\nsubscribe a\nSUBSCRIBE A").commands.size() == 2);
    CHECK(read("", "subscribe a\nsubscribe b").commands.size() == 2);
}

TEST_CASE("a mistake in one line does not stop the others; comments are passed over")
{
    const Reading reading =
        read("", "# my commands\nsubskribe a\nsubscribe b\n\nsxt\n  # help\nunsub c");
    REQUIRE(reading.commands.size() == 2);
    CHECK(reading.commands[0].rest == "b");
    CHECK(reading.commands[1].rest == "c");
    CHECK_FALSE(read("", "# only a comment\nhelp").sweet_nothings);
}

TEST_CASE("a command in quotation marks or behind one mark of quotation is read")
{
    for (const std::string line : {"> subscribe a", "« subscribe a »", "\"subscribe a\"",
                                   "„subscribe a“", "- subscribe a", "*subscribe a*"}) {
        CAPTURE(line);
        REQUIRE(read("", line).commands.size() == 1);
        CHECK(read("", line).commands[0].rest == "a");
    }
}

TEST_CASE("a line below a long line is its continuation, unless it is about a subscription")
{
    const std::string wrapped = "could you please look whether the parcel with the books has\n";
    CHECK(read("", wrapped + "information inside").commands.empty());
    CHECK(read("", wrapped + "\ninfo lettre").commands.size() == 1);
    CHECK(read("", wrapped + "unsubscribe lettre").commands.size() == 1);
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

TEST_CASE("a line that goes on with = is a setting, whatever command its word is")
{
    const auto reading = read("", "config lettre\nopen = yes\nclose=no\ntitle = x\n");
    REQUIRE(reading.commands.size() == 1);
    CHECK(reading.commands[0].command->name == "config");
    CHECK_FALSE(reading.sweet_nothings);
}

TEST_CASE("addresses below a command are no kind words")
{
    CHECK_FALSE(read("add lettre", "Ana <ana@example.net>\nbob@example.net").sweet_nothings);
    CHECK(read("add lettre", "bob@example.net\nThank you so much").sweet_nothings);
}

}  // namespace colporteur::robot
