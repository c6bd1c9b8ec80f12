// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/commands.hpp"

#include <set>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/robot.hpp"

namespace colporteur::robot {

TEST_CASE("each command has its words, in both languages, whatever the case and the accents")
{
    const std::pair<std::string, std::string> cases[] = {
        {"subscribe lettre", "subscribe"},
        {"SUB lettre", "subscribe"},
        {"Join: lettre", "subscribe"},
        {"Abonnement lettre", "subscribe"},
        {"m’abonner à la lettre", "subscribe"},
        {"Abonnez-moi lettre", "subscribe"},
        {"je m'inscris lettre", "subscribe"},
        {"Inscription, lettre", "subscribe"},
        {"unsub lettre", "unsubscribe"},
        {"SIGNOFF lettre", "unsubscribe"},
        {"sign off lettre", "unsubscribe"},
        {"Désabonner lettre", "unsubscribe"},
        {"se désinscrire", "unsubscribe"},
        {"Je me désabonne", "unsubscribe"},
        {"résilier", "unsubscribe"},
        {"STOP", "unsubscribe"},
        {"aide", "help"},
        {"Help!", "help"},
        {"?", "help"},
        {"à l’aide", "help"},
        {"infos lettre", "info"},
        {"listes", "lists"},
        {"Mes listes", "which"},
        {"mes abonnements", "which"},
        {"abonnements", "which"},
        {"confirmer abc", "confirm"},
        {"Oui.", "confirm"},
        {"d’accord", "confirm"},
    };
    for (const auto& [line, name] : cases) {
        CAPTURE(line);
        const auto typed = parse_command(line);
        REQUIRE(typed.has_value());
        CHECK(typed->command->name == name);
    }
}

TEST_CASE("other words are no commands")
{
    for (const std::string line : {"", "hello", "subscriber", "subscribe-lettre", "je suis",
                                   "merci", "subs.cribe", "lettre subscribe"}) {
        CAPTURE(line);
        CHECK_FALSE(parse_command(line).has_value());
    }
}

TEST_CASE("what follows the word is kept as typed")
{
    CHECK(parse_command("subscribe lettre MARTIN Anaïs")->rest == "lettre MARTIN Anaïs");
    CHECK(parse_command("« S’inscrire : lettre Éva ».")->rest == ": lettre Éva");
}

TEST_CASE("only a French word betrays its language")
{
    CHECK(parse_command("subscribe lettre")->language.empty());
    CHECK(parse_command("abonner lettre")->language == "fr");
    CHECK(parse_command("info lettre")->language.empty());
}

TEST_CASE("no word stands for two commands")
{
    std::set<std::string> seen;
    for (const Command& command : commands())
        for (const Words& words : command.words)
            for (const std::string_view word : split(words.words, '|')) {
                CAPTURE(word);
                CHECK(seen.insert(fold(word)).second);
            }
}

TEST_CASE("the nearest word to a slip of the hand")
{
    const std::pair<std::string, std::string> cases[] = {
        {"subskribe lettre", "subscribe"},   {"sobscribe lettre", "subscribe"},
        {"desaboner lettre", "désabonner"},  {"Please unsubscribe me", "unsubscribe"},
        {"Merci de m'abonner", "m'abonner"}, {"inscrption", "inscription"},
    };
    for (const auto& [line, word] : cases) {
        CAPTURE(line);
        REQUIRE(nearest_word(line).has_value());
        CHECK(nearest_word(line)->word == word);
    }
    for (const std::string line :
         {"", "hello", "the opening hours of the shop", "bonjour à tous"}) {
        CAPTURE(line);
        CHECK_FALSE(nearest_word(line).has_value());
    }
}

TEST_CASE("only a bare subscribe, unsubscribe or help to LIST-request@ is executed")
{
    for (const std::string subject : {"subscribe", "Re: Unsubscribe", "subscribe lettre",
                                      "désabonner LETTRE", "aide", "help."}) {
        CAPTURE(subject);
        CHECK(is_bare_command(subject, "lettre"));
    }
    for (const std::string subject :
         {"", "hello", "subscribe agenda", "help me with this", "info", "yes", "stop the war"}) {
        CAPTURE(subject);
        CHECK_FALSE(is_bare_command(subject, "lettre"));
    }
}

}  // namespace colporteur::robot
