// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/options.hpp"

#include <doctest/doctest.h>

#include "support/builders.hpp"

namespace colporteur::robot {

TEST_CASE("how to be served, in Sympa's words and in people's")
{
    struct Row {
        std::string text, meaning, rest;
    };

    for (const Row& row : {
             Row{"nomail", "nomail", ""},
             Row{"NOMAIL please", "nomail", "please"},
             Row{"mail", "mail", ""},
             Row{"normal", "mail", ""},
             Row{"each", "mail", ""},
             Row{"eachmail", "mail", ""},
             Row{"not_me", "not_me", ""},
             Row{"digest", "digest", ""},
             Row{"digest weekly", "digest", "weekly"},
             Row{"digestplain", "digestplain", ""},
             Row{"plain digest", "digestplain", ""},
             Row{"summary", "summary", ""},
             Row{"nodup", "nodup", ""},
             Row{"duplicates off", "nodup", ""},
             Row{"duplicates on", "dup", ""},
             Row{"sans doublons", "nodup", ""},
             Row{"notice", "notice", ""},
             Row{"txt", "txt", ""},
             Row{"urlize", "urlize", ""},
             Row{"conceal", "conceal", ""},
             Row{"noconceal", "noconceal", ""},
             Row{"topics a,b", "topics", "a,b"},
             Row{"Résumé", "summary", ""},
             Row{"sans courrier", "nomail", ""},
             Row{"hebdomadaire", "weekly", ""},
             Row{"täglich", "daily", ""},
             Row{"sin correo", "nomail", ""},
             Row{"ogni settimana", "weekly", ""},
             Row{"sem correio", "nomail", ""},
             Row{"geen mail", "nomail", ""},
             Row{"bez poczty", "nomail", ""},
         }) {
        CAPTURE(row.text);
        const auto option = take_setting(row.text);
        REQUIRE(option.has_value());
        CHECK(option->meaning == row.meaning);
        CHECK(option->rest == row.rest);
    }
    for (const std::string text : {"", "nomails", "whatever", "sans"}) {
        CAPTURE(text);
        CHECK_FALSE(take_setting(text).has_value());
    }
}

TEST_CASE("a star, or a word, means all lists")
{
    for (const auto* const word : {"*", "ALL", "toutes", "alle", "todas", "tutte", "wszystkie"})
        CHECK(says_all(word));
    CHECK_FALSE(says_all("lettre"));
    CHECK_FALSE(says_all(""));
}

TEST_CASE("roles in eight languages")
{
    CHECK(take_role("owner ana@example.org")->meaning == "owner");
    CHECK(take_role("owner ana@example.org")->rest == "ana@example.org");
    CHECK(take_role("Modératrice")->meaning == "moderator");
    CHECK(take_role("Eigentümerin")->meaning == "owner");
    CHECK(take_role("właściciel")->meaning == "owner");
    CHECK_FALSE(take_role("pope").has_value());
}

TEST_CASE("the day a pause ends, in figures and in words; without a year the next one")
{
    const Time today = support::at("2026-03-01 10:00");
    const std::pair<std::string, std::string> cases[] = {
        {"until 2026-09-01", "2026-09-01"},
        {"2026-09-01", "2026-09-01"},
        {"jusqu’au 1er septembre", "2026-09-01"},
        {"jusqu'au 1 septembre 2027", "2027-09-01"},
        {"bis 1.9.", "2026-09-01"},
        {"bis zum 1. September", "2026-09-01"},
        {"hasta el 1 de septiembre", "2026-09-01"},
        {"fino al 1º settembre", "2026-09-01"},
        {"até 1 de setembro de 2026", "2026-09-01"},
        {"tot en met 1 september", "2026-09-01"},
        {"do 1 września", "2026-09-01"},
        {"until September 1, 2026", "2026-09-01"},
        {"until September 1st", "2026-09-01"},
        {"1/9/26", "2026-09-01"},
        {"1/9", "2026-09-01"},
        {"28 février", "2027-02-28"},
        {"1 March", "2026-03-01"},
        {"29 février", "2028-02-29"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        const auto day = read_until(text, today);
        REQUIRE(day.has_value());
        CHECK(to_iso(Time{std::chrono::sys_days{*day}}).substr(0, 10) == expected);
    }
}

TEST_CASE("what is no day, or is past, ends no pause (trap 26)")
{
    const Time today = support::at("2026-03-01 10:00");
    for (const std::string text :
         {"", "until", "until further notice", "31 February", "2026-13-01", "2026-02-29", "0/0",
          "2026-02-28", "1 septembre 1999", "tomorrow", "99999-01-01", "1.2.3.4", "1", "-", "///",
          "2026-09-01 or so", "1 2 3"}) {
        CAPTURE(text);
        CHECK_FALSE(read_until(text, today).has_value());
    }
}

}  // namespace colporteur::robot
