// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/letter.hpp"

#include <doctest/doctest.h>

#include "robot/read.hpp"

namespace colporteur::robot {
namespace {

struct Mail {
    std::string subject, body;
};

}  // namespace

TEST_CASE("a letter to people is known as one, in each language")
{
    for (const Mail& mail : {
             Mail{"", "Bonjour, je n’arrive pas à ouvrir la pièce jointe de ce matin."},
             Mail{"pièce jointe", "Bonjour,\n\nje n’arrive pas à l’ouvrir.\n\nAna"},
             Mail{"question", "Hello, could somebody tell me the opening hours of the shop?"},
             Mail{"Samstag", "Sehr geehrte Damen und Herren, wann findet das Treffen statt?"},
             Mail{"Frage", "Ich habe das Heft nicht bekommen. Können Sie mir helfen?"},
             Mail{"", "Hola, no puedo abrir el archivo que mandaron ayer"},
             Mail{"", "Buongiorno, non riesco ad aprire l’allegato di ieri"},
             Mail{"", "Bom dia, não consigo abrir o anexo de ontem"},
             Mail{"", "Goedendag, ik kan de bijlage van gisteren niet openen"},
             Mail{"", "Dzień dobry, nie mogę otworzyć wczorajszego załącznika"},
             Mail{"When does the shop open on Sunday?", ""},
             Mail{"the meeting", "I will be late. Please start without me. Ana"},
             Mail{"my parcel",
                  "Hello,\nLast week I could not open it.\nOpen the file said an "
                  "error.\nThanks a lot, Ana"},
         }) {
        CAPTURE(mail.subject);
        CAPTURE(mail.body);
        CHECK(is_letter_to_people(mail.subject, mail.body));
        CHECK(read(mail.subject, mail.body).letter);
        CHECK(read(mail.subject, mail.body).commands.empty());
    }
}

TEST_CASE("whoever wants the automaton, however clumsily, wrote no letter")
{
    for (const Mail& mail : {
             Mail{"", ""},
             Mail{"bonjour", ""},
             Mail{"", "Merci !"},
             Mail{"subskribe lettre", ""},
             Mail{"", "please unsubscribe me from lettre"},
             Mail{"hello", "Hello, please unsubscribe me from the list. Thank you very much."},
             Mail{"désabonement", "Bonjour, merci de faire le nécessaire. Bien à vous."},
             Mail{"", "Bonjour, je voudrais me désabonner de la lettre. Merci d’avance."},
             Mail{"", "Guten Tag, ich möchte mich vom Newsletter abmelden. Danke!"},
             Mail{"", "Hola, quisiera darme de baja de la lista, por favor. Gracias."},
             Mail{"", "Buongiorno, vorrei disiscrivermi dalla lettera. Grazie mille."},
             Mail{"", "Bom dia, gostaria de cancelar a inscrição, por favor. Obrigado."},
             Mail{"", "Hallo, ik wil me graag uitschrijven van deze lijst. Bedankt."},
             Mail{"", "Dzień dobry, chcę się wypisać z tej listy. Dziękuję bardzo."},
             Mail{"", "Hello, could you take me off this list? Thank you very much."},
             Mail{"subscribe lettre",
                  "Bonjour cher automate, merci pour votre travail ! À bientôt."},
             Mail{"hello", "Hello dear robot, I hope you are well today.\n\nsubscribe lettre"},
             Mail{"Re: confirm abc", "Bonjour, je confirme volontiers tout cela. Bonne journée !"},
         }) {
        CAPTURE(mail.subject);
        CAPTURE(mail.body);
        CHECK_FALSE(is_letter_to_people(mail.subject, mail.body));
    }
}

TEST_CASE("a long letter may speak of subscriptions")
{
    std::string body = "Bonjour, je vous écris au sujet de la réunion. ";
    for (int i = 0; i < 12; ++i)
        body += "Nous avons beaucoup parlé de la salle. ";
    CHECK(is_letter_to_people("réunion", body + "Faut-il se désabonner ?"));
}

// What Sympa made of these lines, and what their authors expected.

TEST_CASE("\"Help needed with printer\" is for people, not a call for the instructions")
{
    CHECK(is_letter_to_people("Help needed with printer", ""));
    CHECK(read("", "Help needed with printer").commands.empty());
    CHECK(read("help", "").commands.size() == 1);
    CHECK(read("help me please", "").commands.size() == 1);
    CHECK_FALSE(is_letter_to_people("Help me to unsubscribe from lettre", ""));
}

TEST_CASE("\"Info about the meeting\" over a letter is for people; alone it is told the lists")
{
    const std::string letter = "Hello, could somebody tell me when the meeting begins?";
    CHECK(is_letter_to_people("Info about the meeting", letter));
    CHECK(read("Info about the meeting", letter).commands.empty());
    CHECK_FALSE(is_letter_to_people("Info about the meeting", ""));
    CHECK(read("Info about the meeting", "").commands.size() == 1);
    CHECK_FALSE(is_letter_to_people("info lettre", "Bonjour, je suis curieuse de vous lire !"));
}

TEST_CASE("an everyday word before what may be a list: a letter, if there is no such list")
{
    const std::string letter = "Bonjour, à quelle heure est-ce que la réunion commence ? Merci.";
    CHECK(read("Info réunion", letter).perhaps_letter);
    CHECK(read("Info réunion", letter).commands.size() == 1);
    CHECK(read("Info about the meeting", "").perhaps_letter);
    CHECK_FALSE(read("Info réunion", "").perhaps_letter);
    CHECK_FALSE(read("info", letter).perhaps_letter);
    CHECK_FALSE(read("help", letter).perhaps_letter);
    CHECK_FALSE(read("unsubscribe réunion", letter).perhaps_letter);
    CHECK_FALSE(read("stop réunion", letter).perhaps_letter);
}

TEST_CASE("\"Stop sending me mail\" is a wish to leave, never the silent end of a mail")
{
    for (const Mail& mail : {Mail{"Stop sending me mail", ""}, Mail{"", "Stop sending me mail"},
                             Mail{"stop", ""}, Mail{"", "STOP\n"}, Mail{"", "stop lettre"}}) {
        CAPTURE(mail.subject);
        CAPTURE(mail.body);
        const Reading reading = read(mail.subject, mail.body);
        REQUIRE(reading.commands.size() == 1);
        CHECK(reading.commands[0].command->name == "unsubscribe");
    }
}

TEST_CASE("\"end of year party\" ends nothing: it is answered as not understood, or is a letter")
{
    const Reading reading = read("end of year party", "");
    CHECK(reading.commands.empty());
    CHECK(reading.puzzle == "end of year party");
    CHECK(read("", "end of year party\nhelp").commands.size() == 1);
    CHECK(is_letter_to_people("end of year party", "Dear all, the party begins at eight tonight."));
}

TEST_CASE("a salutation in each language")
{
    for (const std::string_view line :
         {"Bonjour,", "Chère Ana,", "Hello", "Dear Sir or Madam,", "Sehr geehrte Frau Weiß,",
          "Hallo!", "Buenos días", "Buongiorno a tutti", "Olá,", "Bom dia", "Beste Ana",
          "Dzień dobry"}) {
        CAPTURE(line);
        CHECK(is_greeting(line));
    }
    for (const std::string_view line :
         {"", "subscribe", "highest", "oui", "cherif@example.org", "dagmar"}) {
        CAPTURE(line);
        CHECK_FALSE(is_greeting(line));
    }
}

}  // namespace colporteur::robot
