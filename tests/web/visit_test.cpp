// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom the pages speak to, and in which language.
#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

std::string language_of(const http::Response& response)
{
    const std::string named = field(response, "Content-Language");
    CHECK(has(response, "<html lang=\"" + named + "\">"));
    return named;
}

}  // namespace

TEST_CASE("the language: chosen, else accepted, else the list's, else the domain's")
{
    Visitor visitor;
    visitor.house.add(a_list().in("en"));

    struct Row {
        std::string target, accepted, spoken;
    };

    for (const Row& row : {
             Row{"/lettre?lang=fr", "en", "fr"},
             Row{"/lettre?lang=en", "fr", "en"},
             Row{"/lettre?lang=zz", "fr", "fr"},
             Row{"/lettre", "fr-BE, en;q=0.5", "fr"},
             Row{"/lettre", "fr;q=0.4, en;q=0.9", "en"},
             Row{"/lettre", "ja", "en"},
             Row{"/lettre", "", "en"},
             Row{"/", "ja", "fr"},
             Row{"/", "", "fr"},
             Row{"/nothing", "", "fr"},
         }) {
        CAPTURE(row.target);
        CAPTURE(row.accepted);
        visitor.language = row.accepted;
        const auto page = visitor.get(row.target);
        CHECK(language_of(page) == row.spoken);
        CHECK(field(page, "Vary") == "Accept-Language");
    }
}

TEST_CASE("a language once chosen is kept by links and forms, and each page offers the others")
{
    Visitor visitor;
    visitor.house.add(a_list());
    CHECK(has(visitor.get("/?lang=fr"), "href=\"/lettre?lang=fr\""));
    const auto page = visitor.get("/lettre?lang=fr");
    CHECK(has(page, "action=\"/lettre/subscribe?lang=fr\""));
    CHECK(has(page, "href=\"/lettre?lang=en\""));
    CHECK(has(page, "href=\"/?lang=fr\""));
    CHECK(has(visitor.get("/lettre"), "action=\"/lettre/subscribe\""));
}

TEST_CASE("the links of a page never lead to another host")
{
    Visitor visitor;
    for (const std::string path :
         {"//evil.example.com", "//evil.example.com/x", "/%2Fevil.example.com"}) {
        CAPTURE(path);
        const auto page = visitor.get(path);
        CHECK(page.status == 404);
        CHECK_FALSE(has(page, "href=\"//"));
        CHECK_FALSE(has(page, "http://"));
    }
}

}  // namespace colporteur::web
