// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/visitor.hpp"

namespace colporteur::web {

TEST_CASE("the home page names the visible lists of the domain it is called by")
{
    Visitor visitor;
    visitor.house.add(a_list().titled("La lettre & <co>").about("Chaque mois"));
    visitor.house.add(a_list().named("secret@info.example.org").titled("Hidden").hidden());
    visitor.house.add(a_list().named("town@other.example.org").titled("Town"));

    visitor.host = "INFO.example.org:8080";
    const auto home = visitor.get("/");
    CHECK(home.status == 200);
    CHECK(has(home, "La lettre &amp; &lt;co&gt;"));
    CHECK(has(home, "Chaque mois"));
    CHECK(has(home, "href=\"/lettre\""));
    CHECK_FALSE(has(home, "Hidden"));
    CHECK_FALSE(has(home, "Town"));
    CHECK(has(home, "colporteur@info.example.org"));
}

TEST_CASE("under a name that is no domain of ours, all visible lists are named")
{
    Visitor visitor;
    visitor.house.add(a_list().titled("La lettre"));
    visitor.house.add(a_list().named("town@other.example.org").titled("Town"));
    for (const std::string host : {"", "localhost:8080", "[::1]:8080", "lists.example.com"}) {
        CAPTURE(host);
        visitor.host = host;
        const auto home = visitor.get("/");
        CHECK(has(home, "La lettre"));
        CHECK(has(home, "Town"));
    }
}

TEST_CASE("two lists of one name stay apart by their addresses")
{
    Visitor visitor;
    visitor.house.add(a_list().named("news@a.example.org").titled("News of A"));
    visitor.house.add(a_list().named("news@b.example.org").titled("News of B"));
    visitor.host = "localhost";
    const auto home = visitor.get("/");
    CHECK(has(home, "href=\"/news\""));
    CHECK(has(home, "href=\"/news%40b.example.org\""));
    CHECK(has(visitor.get("/news"), "News of A"));
    CHECK(has(visitor.get("/news%40b.example.org"), "News of B"));
    visitor.host = "b.example.org";
    CHECK(has(visitor.get("/news"), "News of B"));
}

TEST_CASE("without a list, the home page says so")
{
    Visitor visitor;
    CHECK(visitor.get("/").status == 200);
    CHECK(has(visitor.get("/"), "no public list"));
}

}  // namespace colporteur::web
