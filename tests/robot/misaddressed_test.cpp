// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/misaddressed.hpp"

#include <doctest/doctest.h>

namespace colporteur::robot {
namespace {

struct Mail {
    std::string subject;
    std::string text;
};

bool is_command(const Mail& mail)
{
    const mail::Message message{"From: ana@example.net\r\nSubject: " + mail.subject +
                                "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + mail.text +
                                "\r\n"};
    return looks_like_command(message, "lettre");
}

const std::string long_text = "Un\nDeux\nTrois\nQuatre\nCinq\nSix";

}  // namespace

TEST_CASE("commands that went to the list are known, in subject and in the first line")
{
    for (const Mail& mail : {
             Mail{"unsubscribe", ""},
             Mail{"Unsubscribe lettre", ""},
             Mail{"unsubscribe lettre@info.example.org", ""},
             Mail{"SUBSCRIBE lettre Ana Lüders", ""},
             Mail{"Re: [La lettre] désabonner", "> Lettre de mars\n> bonjour"},
             Mail{"=?utf-8?Q?D=C3=A9sinscription?=", "Merci\nAna"},
             Mail{"désabonner SVP", ""},
             Mail{"Désabonner de la lettre", ""},
             Mail{"unsubscribe from the list", "Thank you!"},
             Mail{"unsubscribe lettre", long_text},
             Mail{"", "unsubscribe lettre"},
             Mail{"", "Bonjour,\ndésabonnez-moi svp\nMerci\nAna"},
             Mail{"Re: [La lettre] Mars", "Désabonnement\n\n> Lettre de mars"},
             Mail{"Bonjour", "signoff lettre\n-- \n" + long_text},
             Mail{"confirm abcdefghijklmnopqrstuvwx23", ""},
         }) {
        CAPTURE(mail.subject);
        CAPTURE(mail.text);
        CHECK(is_command(mail));
    }
}

TEST_CASE("words of every day are commands only when nothing else is said")
{
    for (const std::string subject : {"Stop", "STOP !", "Inscription", "help", "Aide",
                                      "info lettre", "listes", "quitter la liste"}) {
        CAPTURE(subject);
        CHECK(is_command({subject, ""}));
        CHECK(is_command({subject, "Bonjour,\n\nmerci !"}));
        CHECK(is_command({subject, subject}));
        CHECK(is_command({"", subject}));
        CHECK_FALSE(is_command({subject, "Qui apporte les chaises samedi ?"}));
        CHECK_FALSE(is_command({"Samedi", subject}));
        CHECK_FALSE(is_command({subject, long_text}));
    }
}

TEST_CASE("what people write to each other is a post")
{
    for (const Mail& mail : {
             Mail{"hello", "hello"},
             Mail{"", ""},
             Mail{"Stop the war", ""},
             Mail{"Inscription à l'atelier de samedi", "Bonjour\nLe lien est ici."},
             Mail{"Info lettre de mars", ""},
             Mail{"ok", ""},
             Mail{"Re: [La lettre] Samedi", "Oui\n\n> qui vient ?"},
             Mail{"Re: [La lettre] Samedi", "ok pour moi"},
             Mail{"unsubscribe", long_text},
             Mail{"Se désabonner, comment faire", ""},
             Mail{"Mars", "Pour se désabonner : écrire à sympa@info.example.org"},
             Mail{"Mars", "Chers amis\nunsubscribe"},
             Mail{"désabonner autre", ""},
             Mail{"subscribe lettre and tell all your friends about it", ""},
             Mail{"Mars", "Bonjour\n> unsubscribe lettre"},
             Mail{"confirm samedi", ""},
         }) {
        CAPTURE(mail.subject);
        CAPTURE(mail.text);
        CHECK_FALSE(is_command(mail));
    }
}

}  // namespace colporteur::robot
