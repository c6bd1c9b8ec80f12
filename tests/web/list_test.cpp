// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/visitor.hpp"

namespace colporteur::web {

TEST_CASE("a list is found by its name, whatever the case, hidden or not")
{
    Visitor visitor;
    visitor.house.add(a_list().about("Chaque mois"));
    visitor.house.add(a_list().named("secret@info.example.org").titled("Hidden").hidden());
    for (const std::string path : {"/lettre", "/LETTRE", "/lettre/", "/lettre@info.example.org"}) {
        CAPTURE(path);
        CHECK(visitor.get(path).status == 200);
        CHECK(has(visitor.get(path), "Chaque mois"));
    }
    CHECK(visitor.get("/secret").status == 200);
}

TEST_CASE("for an unknown list the nearest visible one is suggested")
{
    Visitor visitor;
    visitor.house.add(a_list());
    visitor.house.add(a_list().named("secret@info.example.org").titled("Hidden").hidden());
    const auto page = visitor.get("/letre");
    CHECK(page.status == 404);
    CHECK(has(page, "href=\"/lettre\""));
    CHECK(has(page, "La lettre"));
    CHECK_FALSE(has(visitor.get("/secrets"), "secret\""));
    CHECK_FALSE(has(visitor.get("/quite-different"), "La lettre"));
    CHECK(visitor.post("/letre/subscribe", "email=ana%40example.net").status == 404);
}

TEST_CASE("a closed list takes nobody but lets everybody go")
{
    Visitor visitor;
    visitor.house.add(a_list().closed());
    const auto page = visitor.get("/lettre");
    CHECK_FALSE(has(page, "/lettre/subscribe"));
    CHECK(has(page, "/lettre/unsubscribe"));
}

TEST_CASE("the subscribe page tells nothing: the answer is the same octet for octet, SEC-02")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const auto stranger = visitor.post("/lettre/subscribe", "email=ana%40example.net");
    visitor.house.subscribe(list, "ana@example.net");
    visitor.now += std::chrono::hours{1};
    const auto member = visitor.post("/lettre/subscribe", "email=ana%40example.net");
    const auto silenced = visitor.post("/lettre/subscribe", "email=ana%40example.net");
    for (const auto& other : {member, silenced}) {
        CHECK(other.status == stranger.status);
        CHECK(other.fields == stranger.fields);
        CHECK(other.body == stranger.body);
    }
    CHECK(visitor.house.new_mail().size() == 2);
}

TEST_CASE("the unsubscribe page tells nothing either")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const auto stranger = visitor.post("/lettre/unsubscribe", "email=ana%40example.net");
    visitor.house.subscribe(list, "ana@example.net");
    visitor.now += std::chrono::hours{1};
    const auto member = visitor.post("/lettre/unsubscribe", "email=ana%40example.net");
    CHECK(member.fields == stranger.fields);
    CHECK(member.body == stranger.body);
    CHECK(visitor.house.new_mail().size() == 2);
}

TEST_CASE("a mail goes to the address that was typed, in the language of the page")
{
    Visitor visitor;
    visitor.house.add(a_list());
    visitor.post("/lettre/subscribe?lang=fr", "email=+ana%40EXAMPLE.net+&name=Ana");
    const auto mail = visitor.house.new_mail();
    REQUIRE(mail.size() == 1);
    CHECK(mail[0].to.text() == "ana@example.net");
    CHECK(mail[0].octets.find("Content-Language: fr") != std::string::npos);
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a form with a bad address comes back with the error beside its field, A11Y-03")
{
    Visitor visitor;
    visitor.house.add(a_list());
    for (const std::string typed :
         {"", "nobody", "a@b@c", "x@example.net\r\nBcc: y@example.net", "\"><b>"}) {
        CAPTURE(typed);
        const auto page =
            visitor.post("/lettre/subscribe", form_of("email", typed) + "&name=Ana+%22Q");
        CHECK(page.status == 422);
        CHECK(has(page, "aria-describedby=\"subscribe-error\""));
        CHECK(has(page, "id=\"subscribe-error\""));
        CHECK(has(page, "value=\"Ana &quot;Q\""));
        CHECK_FALSE(has(page, "<b>"));
    }
    CHECK(has(visitor.post("/lettre/subscribe", "email=nobody"), "value=\"nobody\""));
    const auto leaving = visitor.post("/lettre/unsubscribe", "email=nobody");
    CHECK(has(leaving, "aria-describedby=\"unsubscribe-error\""));
    CHECK_FALSE(has(leaving, "aria-describedby=\"subscribe-error\""));
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a robot that fills the hidden field gets the same answer, and nothing happens, SEC-03")
{
    Visitor visitor;
    visitor.house.add(a_list());
    const auto trapped = visitor.post("/lettre/subscribe", "email=ana%40example.net&website=x");
    CHECK(visitor.house.new_mail().empty());
    CHECK(trapped.body == visitor.post("/lettre/subscribe", "email=ana%40example.net").body);
    CHECK(visitor.house.new_mail().size() == 1);
}

TEST_CASE("the trap is a field of the form that people do not see")
{
    Visitor visitor;
    visitor.house.add(a_list());
    CHECK(has(visitor.get("/lettre"), "name=\"website\""));
    CHECK(has(visitor.get("/lettre"), "name=\"email\""));
}

TEST_CASE("what is no form is refused")
{
    Visitor visitor;
    visitor.house.add(a_list());
    CHECK(visitor.post("/lettre/subscribe", "{\"email\":\"a@b\"}", "application/json").status ==
          400);
    CHECK(
        visitor.post("/lettre/subscribe", "--x\r\ncut", "multipart/form-data; boundary=x").status ==
        400);
}

TEST_CASE("reloading the answer to a form shows the list again")
{
    Visitor visitor;
    visitor.house.add(a_list());
    for (const std::string path : {"/lettre/subscribe", "/lettre/unsubscribe"}) {
        CHECK(visitor.get(path).status == 200);
        CHECK(has(visitor.get(path), "action=\"/lettre/subscribe\""));
    }
    CHECK(visitor.house.new_mail().empty());
}

}  // namespace colporteur::web
