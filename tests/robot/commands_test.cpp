// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/commands.hpp"

#include <doctest/doctest.h>

#include "robot/robot.hpp"

namespace colporteur::robot {

TEST_CASE("each command has its words, whatever the case and the accents")
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

TEST_CASE("a word betrays its language; what everybody writes betrays none")
{
    CHECK(parse_command("subscribe lettre")->language.empty());
    CHECK(parse_command("abonner lettre")->language == "fr");
    CHECK(parse_command("info lettre")->language.empty());
}

TEST_CASE("each language names the commands in its own words")
{
    struct Row {
        std::string line, name, language;
    };

    for (const Row& row : {
             Row{"abonnieren lettre", "subscribe", "de"},
             Row{"Ich möchte mich abmelden", "unsubscribe", "de"},
             Row{"Bestätigen abc", "confirm", "de"},
             Row{"Hilfe!", "help", "de"},
             Row{"suscribirme a la lista lettre", "subscribe", "es"},
             Row{"baja lettre", "unsubscribe", "es"},
             Row{"¿ayuda?", "", ""},  // an opening question mark is no letter of ours
             Row{"ayuda", "help", "es"},
             Row{"iscrivimi lettre", "subscribe", "it"},
             Row{"disiscrivermi lettre", "unsubscribe", "it"},
             Row{"le mie liste", "which", "it"},
             Row{"inscrever-me lettre", "subscribe", "pt"},
             Row{"cancelar a inscrição lettre", "unsubscribe", "pt"},
             Row{"minhas listas", "which", "pt"},
             Row{"aanmelden lettre", "subscribe", "nl"},
             Row{"ik schrijf me uit", "unsubscribe", "nl"},
             Row{"lijsten", "lists", "nl"},
             Row{"zapisz się lettre", "subscribe", "pl"},
             Row{"WYPISZ MNIE z lettre", "unsubscribe", "pl"},
             Row{"pomoc", "help", "pl"},
             Row{"sí", "confirm", ""},  // Spanish and Italian alike
             Row{"ja", "confirm", ""},  // German and Dutch
         }) {
        CAPTURE(row.line);
        const auto typed = parse_command(row.line);
        REQUIRE(typed.has_value() == !row.name.empty());
        if (typed) {
            CHECK(typed->command->name == row.name);
            CHECK(typed->language == row.language);
        }
    }
}

TEST_CASE("a star is kept where it means all lists, not where it is a bullet or emphasis")
{
    const std::pair<std::string, std::string> cases[] = {
        {"unsubscribe *", "*"},
        {"* unsubscribe *", "*"},
        {"*unsubscribe lettre*", "lettre"},
        {"**sub lettre**.", "lettre"},
        {"- unsubscribe * .", "*"},
        {"* sub lettre", "lettre"},
    };
    for (const auto& [line, rest] : cases) {
        CAPTURE(line);
        REQUIRE(parse_command(line).has_value());
        CHECK(parse_command(line)->rest == rest);
    }
}

TEST_CASE("QUIET before a command asks to tell nobody; alone it is nothing")
{
    const auto typed = parse_command("QUIET unsubscribe lettre");
    REQUIRE(typed.has_value());
    CHECK(typed->quiet);
    CHECK(typed->command->name == "unsubscribe");
    CHECK(typed->rest == "lettre");
    CHECK(typed->line == "QUIET unsubscribe lettre");
    CHECK(parse_command("en silence désabonner lettre")->quiet);
    CHECK_FALSE(parse_command("subscribe quiet")->quiet);
    CHECK_FALSE(parse_command("quiet").has_value());
    CHECK_FALSE(parse_command("quiet please").has_value());
}

TEST_CASE("an example speaks the language asked for, English for one we lack")
{
    const Command& command = *find_command("unsubscribe");
    CHECK(example(command, "fr", "lettre") == "désabonner lettre");
    CHECK(example(command, "es", "lettre") == "baja lettre");
    CHECK(example(command, "eo", "lettre") == "unsubscribe lettre");
    CHECK(example(*find_command("help"), "pl", "lettre") == "pomoc");
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
         {"", "hello", "the opening hours of the shop", "bonjour à tous", "guten Morgen",
          "buenos días a todos", "dzień dobry wszystkim", "which of these lists is it"}) {
        CAPTURE(line);
        const auto hint = nearest_word(line);
        if (hint)
            CHECK(line.starts_with(hint->word));
        else
            CHECK_FALSE(hint.has_value());
    }
}

TEST_CASE("among equally near words the sender's language is preferred, then everybody's")
{
    CHECK(nearest_word("inscriver lettre", "pt")->word == "inscrever");
    CHECK(nearest_word("confirmarr abc", "es")->word == "confirmar");
    CHECK(nearest_word("abonieren lettre", "de")->word == "abonnieren");
    CHECK(nearest_word("abonneren lettre", "de")->word == "abonneren");  // rightly spelt is nearest
}

TEST_CASE("the search for a slip is bounded: twelve words of a line (trap 12)")
{
    std::string line;
    for (int i = 0; i < 12; ++i)
        line += "kwrzt ";
    CHECK_FALSE(nearest_word(line + "unsubscribe").has_value());
    CHECK(nearest_word(line.substr(6) + "unsubscribe").has_value());
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
