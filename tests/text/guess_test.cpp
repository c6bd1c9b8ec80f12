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
             Row{"Ich möchte mich bitte abmelden", "de"},
             Row{"Guten Tag, ich habe das Heft nicht bekommen.", "de"},
             Row{"Danke!", "de"},
             Row{"Hola, quisiera darme de baja de la lista, por favor", "es"},
             Row{"No puedo abrir el archivo que mandaron ayer con los anexos", "es"},
             Row{"Buongiorno, vorrei cancellarmi dalla lista", "it"},
             Row{"Non riesco ad aprire il file che mi avete mandato per la riunione", "it"},
             Row{"Bom dia, gostaria de cancelar a inscrição", "pt"},
             Row{"Não consigo abrir o anexo que mandaram para a minha caixa, obrigado", "pt"},
             Row{"Goedendag, ik wil me graag uitschrijven van deze lijst", "nl"},
             Row{"Kan ik het boek ook bij jullie kopen?", "nl"},
             Row{"Dzień dobry, chcę się wypisać z tej listy", "pl"},
             Row{"Kiedy jest spotkanie i gdzie mam być?", "pl"},
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
             "Günter Grass",
             "María del Carmen de los Ríos",
             "Leonardo da Vinci",
             "Luiz Inácio Lula da Silva",
             "Joost van den Vondel",
             "Stanisław Lem",
             "Ola Nordmann",
             "Tak Nie",
             "Ursula von der Leyen",
             "Karl-Theodor zu Guttenberg",
             "Ben Kan",
             "Peter Pan & Co",
             "Ramón y Cajal",
             "W. I. Z. Kowalski",
         }) {
        CAPTURE(text);
        CHECK(text::guess_language(text) == "");
    }
}
