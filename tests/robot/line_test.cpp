// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/line.hpp"

#include <doctest/doctest.h>

namespace colporteur::robot {

TEST_CASE("a line without what stands around it")
{
    const std::pair<std::string, std::string> cases[] = {
        {"  subscribe lettre  ", "subscribe lettre"},
        {"« subscribe lettre ».", "subscribe lettre"},
        {"“subscribe lettre.”", "subscribe lettre"},
        {"> - subscribe lettre !", "subscribe lettre"},
        {"'help'", "help"},
        {"Désabonner\u00A0!", "Désabonner"},
        {"s’inscrire lettre…", "s’inscrire lettre"},
        {"?", "?"},
        {"", ""},
        {"...", "..."},
    };
    for (const auto& [typed, meant] : cases) {
        CAPTURE(typed);
        CHECK(tidy(typed) == meant);
    }
}

TEST_CASE("a subject without the prefixes of answers and lists")
{
    const std::pair<std::string, std::string> cases[] = {
        {"Re: subscribe lettre", "subscribe lettre"},
        {"RE : TR: subscribe lettre", "subscribe lettre"},
        {"Re[2]: Re(3): Re*2: help", "help"},
        {"Rép: Fwd: AW: WG: help", "help"},
        {"Réponse : help", "help"},
        {"Re：help", "help"},
        {"[La lettre] Re: [x] help", "help"},
        {"[help]", "[help]"},
        {"Re:", ""},
        {"Rendez-vous: help", "Rendez-vous: help"},
        {"subscribe: lettre", "subscribe: lettre"},
    };
    for (const auto& [subject, bare] : cases) {
        CAPTURE(subject);
        CHECK(bare_subject(subject) == bare);
    }
}

}  // namespace colporteur::robot
