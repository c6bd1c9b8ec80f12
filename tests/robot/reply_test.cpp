// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/reply.hpp"

#include <map>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/reply_words.hpp"

namespace colporteur::robot {

using Kind = Reply::Kind;

TEST_CASE("the one word at the top of an answer decides, in each language")
{
    const std::pair<Kind, std::vector<std::string>> table[] = {
        {Kind::yes,
         {"ok",
          "OK.",
          "oui",
          "Oui !",
          "d’accord",
          "yes",
          "ja",
          "sí",
          "Sì",
          "sim",
          "tak",
          "approve",
          "accepter",
          "distribute",
          "> oui",
          "Ok pour moi",
          "Bonjour,\n\noui, merci",
          "no problem",
          "pas de problème",
          "zatwierdź",
          "goedkeuren",
          "freigeben",
          "va bene",
          "de acuerdo"}},
        {Kind::no,
         {"non", "no", "nein", "nie", "rejet", "reject", "refuser", "Non, merci.", "NO: hors sujet",
          "nee", "não", "rechazar", "odrzuć", "stop", "annuler", "Hello Ana,\nno", "no thanks",
          "pas d’accord"}},
        {Kind::discard,
         {"discard", "jeter", "supprimer", "spam", "löschen", "descartar", "scarta", "apagar",
          "weggooien", "wyrzuć"}},
        {Kind::ban,
         {"ban", "bannir", "bloquer", "non et bannir", "sperren", "bloquear", "blocca", "banir",
          "blokkeren", "zablokuj"}},
        {Kind::trust,
         {"trust", "ok trust", "oui toujours", "Oui, toujours !", "accepter et faire confiance",
          "ja immer", "siempre", "sempre", "sim, sempre", "ja altijd", "tak zawsze", "always"}},
        {Kind::unclear,
         {"hm", "Je ne sais pas.", "Bonjour, qui êtes-vous ?", "nono", "nonobstant", "okapi",
          "oui, mais pas aujourd’hui", "ok but without the attachment", "ja, aber später",
          "I would say yes", "¿qué?", "42", "Bonjour,", "Hello, not yet"}},
    };
    for (const auto& [kind, answers] : table)
        for (const std::string& answer : answers) {
            CAPTURE(answer);
            CHECK(read_decision(answer, Otherwise::unclear).kind == kind);
        }
}

TEST_CASE("an empty answer says yes: whoever answers does what was asked")
{
    for (const std::string answer : {"", " \n\n", ">", "> \n>\n"}) {
        CAPTURE(answer);
        CHECK(read_decision(answer, Otherwise::unclear).kind == Kind::yes);
        CHECK(read_decision(answer, Otherwise::yes).kind == Kind::yes);
    }
}

TEST_CASE("of one's own subscription everything else says yes, also a yes with a but")
{
    for (const std::string answer :
         {"Quelle bonne idée", "Je me réjouis de vous lire", "oui, mais pas trop souvent"}) {
        CAPTURE(answer);
        CHECK(read_decision(answer, Otherwise::yes).kind == Kind::yes);
    }
    CHECK(read_decision("non", Otherwise::yes).kind == Kind::no);
    CHECK(read_decision("supprimer", Otherwise::yes).kind == Kind::discard);
}

TEST_CASE("the reason of a refusal is the rest of its line and the lines below")
{
    const auto reason = [](std::string_view typed) {
        return read_decision(typed, Otherwise::unclear).reason;
    };
    CHECK(reason("non") == "");
    CHECK(reason("Non, merci.") == "");
    CHECK(reason("non : hors sujet") == "hors sujet");
    CHECK(reason("reject - too long\nPlease shorten it.\n\nAna") ==
          "too long\nPlease shorten it.\n\nAna");
    CHECK(reason("Bonjour,\nnon\n\nCe n’est pas une lettre.") == "Ce n’est pas une lettre.");
    CHECK(reason("ban\nthird time") == "third time");
    CHECK(reason("oui\nmerci") == "");
}

TEST_CASE("a reason is at most 2,000 octets, whole characters, without control characters")
{
    std::string typed = "non\n";
    for (int i = 0; i < 1000; ++i)
        typed += "éé\x1B[2J\xE2\x80\xAE é\n";
    const std::string reason = read_decision(typed, Otherwise::unclear).reason;
    CHECK(reason.size() <= 2000);
    CHECK(reason.size() > 1900);
    CHECK(is_utf8(reason));
    CHECK(reason.find('\x1B') == std::string::npos);
    CHECK(reason.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("no word says two things")
{
    std::map<std::string, Kind> seen;
    for (const ReplyWords& row : reply_words())
        for (const std::string_view word : split(row.words, '|')) {
            CAPTURE(word);
            REQUIRE_FALSE(word.empty());
            CHECK(seen.emplace(fold(word), row.kind).first->second == row.kind);
            CHECK(decision_of(fold(word)) == row.kind);
        }
    CHECK(longest_reply() == 4);
}

TEST_CASE("never says more than no, in eight languages")
{
    for (const std::string_view typed : {"never", "Jamais !", "nie wieder", "nunca más", "mai più",
                                         "nunca mais", "nooit meer", "nigdy więcej"}) {
        CAPTURE(typed);
        CHECK(read_decision(typed, Otherwise::yes).kind == Reply::Kind::never);
    }
}

}  // namespace colporteur::robot
