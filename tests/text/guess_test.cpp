// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "text/translation.hpp"

using namespace colporteur;

TEST_CASE("the language of what a person wrote is guessed from its small words")
{
    struct Row {
        std::string_view text, guessed;
    };

    for (const Row& row : {
             Row{"Bonjour, je voudrais me désabonner de votre lettre.", "fr"},
             Row{"désabonnement svp", "fr"},
             Row{"MERCI DE ME RETIRER", "fr"},
             Row{"Je n’arrive pas à m’inscrire", "fr"},
             Row{"Hello, please take me off this list", "en"},
             Row{"I don't want to receive it", "en"},
             Row{"thanks", "en"},
         }) {
        CAPTURE(row.text);
        CHECK(text::guess_language(row.text) == row.guessed);
    }
}

TEST_CASE("names, commands and addresses are no language")
{
    for (const std::string_view text : {
             "",
             "Jean de La Fontaine",
             "Marie-Ange Le Goff",
             "Will Young",
             "Theresa May",
             "Vincent van Gogh",
             "Ai Weiwei",
             "Do Van No",
             "Et Cetera",
             "subscribe lettre Jean Dupont",
             "SUBSCRIBE newsletter Ana Lopez",
             "unsubscribe lettre",
             "help",
             "stop",
             "ana@example.org",
             "\xFF\xFE\x80",
             "Ich möchte mich bitte abmelden",
         }) {
        CAPTURE(text);
        CHECK(text::guess_language(text) == "");
    }
}
