// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "mail/message.hpp"

namespace colporteur::mail {

TEST_CASE("what a mail program added is cut off, in French and in English")
{
    for (const std::string_view added : {
             "-- \nAna Lüders\nTel. 1234",
             "--\nAna",
             "Envoyé de mon iPhone",
             "Envoyé de mon téléphone Android avec Courriel K-9.",
             "Envoyé depuis l'application Mail Orange",
             "Sent from my iPad",
             "Get Outlook for Android<https://aka.ms/x>",
             "Télécharger Outlook pour iOS",
             "Le lun. 2 mars 2026 à 10:00, Ana Lüders <ana@example.org> a écrit :\n> join\n> x",
             "Le lun. 2 mars 2026 à 10:00, Ana Lüders\n<ana@example.org> a écrit\u00A0:\n\n> join",
             "Le 02/03/2026 à 10:00, Ana a écrit :\n\nleave",
             "On Mon, Mar 2, 2026 at 10:00 AM Ana Lüders <ana@example.org>\nwrote:\n\n> join",
             "On 2 Mar 2026, at 10:00, Ana wrote:\nleave",
             "Ana Lüders <ana@example.org> writes:\n\n> join",
             "2026-03-02 10:00 GMT+01:00, Ana <ana@example.org>:\n> join",
             "-----Message d'origine-----\nDe : Ana\nleave",
             "-----Message d’origine-----\nleave",
             "-----Original Message-----\nleave",
             "---------- Forwarded message ---------\nleave",
             "________________________________\nDe : Ana\nEnvoyé : lundi\nleave",
             "_______________________________________________\nlettre mailing list\nleave",
             "De : Ana <ana@example.org>\nEnvoyé : lundi 2 mars\nÀ : x\nObjet : y\n\nleave",
             "From: Ana <ana@example.org>\nSent: Monday\nTo: x\nSubject: y\n\nleave",
             "*From:* Ana\n*Date:* Monday\n*To:* x\n\nleave",
             "> quoted\n>> twice",
             " > quoted",
         }) {
        CAPTURE(added);
        CHECK(typed_text("oui\n\nmerci\n\n" + std::string{added}) == "oui\n\nmerci");
        CHECK(typed_text(std::string{added}) == "");
    }
}

TEST_CASE("what the person typed stays, also below and between quotations")
{
    CHECK(typed_text("Le 2 mars 2026, Ana a écrit :\n> confirmez ?\n\noui\n") == "oui");
    CHECK(typed_text("> one?\nyes\n> two?\nno\n-- \nAna") == "yes\nno");
}

TEST_CASE("ordinary sentences are not mistaken for a mail program's")
{
    for (const std::string_view typed : {
             "Le comité se réunit lundi.",
             "On Monday I wrote nothing",
             "On my blog I wrote:\nhello",
             "De : moi",
             "From: here to there",
             "-----",
             "- one\n- two",
             "a -- b",
             "Le chat de Jean a écrit : drôle",
             "subscribe lettre\nsignoff x",
             "To: be or not to be",
         }) {
        CAPTURE(typed);
        CHECK(typed_text(typed) == typed);
    }
}

TEST_CASE("line ends do not matter, and a large text is bounded in time" * doctest::timeout(5))
{
    CHECK(typed_text("oui\r\n-- \r\nAna\r\n") == "oui");
    CHECK(typed_text("") == "");
    std::string long_text;
    for (int i = 0; i < 20'000; ++i)
        long_text += "on 1 de : x:\n";
    CHECK(typed_text(long_text).size() == long_text.size() - 1);
}

}  // namespace colporteur::mail
