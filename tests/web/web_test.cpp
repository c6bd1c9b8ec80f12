// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds for every page.
#include <fstream>

#include "accounts/tokens.hpp"
#include "base/utf8.hpp"
#include "text/translation.hpp"
#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

/// A house in which every kind of page can be seen.
struct Everything : Visitor {
    support::TemporaryFolder folder{};
    model::List list = house.add(a_list().about("Chaque mois"));
    model::MemberId bea = house.subscribe(list, "bea@example.net");
    std::string question = ask_to_join("lettre", "ana@example.net");
    std::string leave = "/unsubscribe/" +
                        accounts::sign(place.site.secret, accounts::Use::leave, model::number(bea));

    Everything()
    {
        place.outbox = folder.path();
        place.source = "octets";
        place.source_version = "0.1.0-3-gabc";
        std::ofstream{folder / "1.eml"} << "Subject: x\r\n\r\nbody";
    }

    /// Every page there is to see, by GET.
    std::vector<std::string> html_paths() const
    {
        return {"/",       "/lettre",         "/letre", "/a/b/c",
                question,  "/confirm/forged", leave,    "/unsubscribe/forged",
                "/outbox", "/outbox/1.eml"};
    }

    /// Every answer to a form.
    std::vector<http::Response> html_answers(const std::string& query)
    {
        return {
            post("/lettre/subscribe" + query, "email=zoe%40example.net"),
            post("/lettre/subscribe" + query, "email=bad"),
            post("/lettre/unsubscribe" + query, "email=zoe%40example.net"),
            post("/lettre/unsubscribe" + query, "email=bad"),
            post("/lettre" + query, "x=y"),
            post("/nothing/here" + query, "x=y"),
            post(question + query, "decision=maybe"),
            post(question + query, "decision=accept"),
            post(question + query, "decision=accept"),
            post(leave + query, "List-Unsubscribe=One-Click"),
            unavailable(request("POST", "/lettre/subscribe" + query)),
        };
    }
};

void check_page(const http::Response& page, const std::string& language)
{
    CHECK(field(page, "Content-Type") == "text/html; charset=utf-8");
    CHECK(field(page, "Content-Language") == language);
    CHECK(field(page, "Vary") == "Accept-Language");
    CHECK(field(page, "Content-Security-Policy") ==
          "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'");
    CHECK(field(page, "Referrer-Policy") == "no-referrer");
    CHECK(field(page, "X-Content-Type-Options") == "nosniff");
    CHECK(field(page, "Set-Cookie").empty());
    CHECK(is_utf8(page.body));
    CHECK(has(page, "<html lang=\"" + language + "\">"));
    for (const std::string bad : {"<script", "style=\"", "onclick", "http://", "src=", "{{", "[[",
                                  "<title> –", "<h1></h1>"}) {
        CAPTURE(bad);
        CHECK_FALSE(has(page, bad));
    }
}

}  // namespace

TEST_CASE(
    "every page is whole and safe in both languages: its policy, no script, no cookie, nothing "
    "from elsewhere")
{
    Everything house;
    for (const std::string language : {"en", "fr"})
        for (const std::string& path : house.html_paths()) {
            CAPTURE(path);
            check_page(house.get(path + "?lang=" + language), language);
        }
}

TEST_CASE("so is every answer to a form, and no cache keeps it")
{
    for (const std::string language : {"en", "fr"}) {
        Everything house;
        int number = 0;
        for (const auto& page : house.html_answers("?lang=" + language)) {
            CAPTURE(++number);
            check_page(page, language);
            CHECK(field(page, "Cache-Control") == "no-store");
        }
    }
}

TEST_CASE("no cache keeps what a token opens")
{
    Everything house;
    for (const std::string& path : {house.question, house.leave, std::string{"/confirm/forged"},
                                    std::string{"/unsubscribe/forged"}})
        CHECK(field(house.get(path), "Cache-Control") == "no-store");
}

TEST_CASE("no page but the question about it shows a reader's address")
{
    Everything house;
    for (const std::string& path : house.html_paths()) {
        CAPTURE(path);
        CHECK_FALSE(has(house.get(path), "bea@example.net"));
        CHECK(has(house.get(path), "ana@example.net") == (path == house.question));
    }
}

TEST_CASE("a page has one h1 and a title of its own, A11Y-02, A11Y-05")
{
    Everything house;
    for (const std::string& path : house.html_paths()) {
        CAPTURE(path);
        const std::string body = house.get(path).body;
        const auto h1 = body.find("<h1");
        REQUIRE(h1 != std::string::npos);
        CHECK(body.find("<h1", h1 + 1) == std::string::npos);
        const auto title = body.find("<title>");
        CHECK(body.find("</title>") > title + 20);
    }
}

TEST_CASE("HEAD is answered like GET, and neither changes anything")
{
    Everything house;
    const auto before = house.house.db().query_one("SELECT total_changes()")->get<std::int64_t>(0);
    for (const std::string& path : house.html_paths()) {
        CAPTURE(path);
        const auto shown = house.get(path);
        const auto head = house.ask("HEAD", path);
        CHECK(head.status == shown.status);
        CHECK(head.fields == shown.fields);
        CHECK(head.body == shown.body);
    }
    CHECK(house.house.new_mail().empty());
    CHECK(house.house.db().query_one("SELECT total_changes()")->get<std::int64_t>(0) == before);
}

TEST_CASE("only POST acts; a method that will not do is told which would")
{
    Everything house;
    CHECK(acts(house.request("POST", "/")));
    for (const std::string method : {"GET", "HEAD", "PUT", "DELETE", "post", "OPTIONS", "PROPFIND"})
        CHECK_FALSE(acts(house.request(method, "/")));

    for (const std::string method : {"PUT", "DELETE", "PROPFIND", "OPTIONS"}) {
        CHECK(house.ask(method, "/lettre").status == 405);
        CHECK(field(house.ask(method, "/lettre"), "Allow") == "GET, HEAD");
        CHECK(field(house.ask(method, "/lettre/subscribe"), "Allow") == "GET, HEAD, POST");
    }
    const auto refused = house.post("/", "x=y");
    CHECK(refused.status == 405);
    CHECK(field(refused, "Allow") == "GET, HEAD");
    CHECK(house.post("/lettre", "email=zoe%40example.net").status == 405);
    CHECK(house.post("/a/b/c", "x=y").status == 404);
}

TEST_CASE("paths that mean nothing are 404")
{
    Everything house;
    for (const std::string path : {"", "*", "/nothing", "/lettre/nothing", "/../etc/passwd", "/%00",
                                   "/%", "/confirm", "/confirm/", "/a%2Fb", "/lettre//subscribe"}) {
        CAPTURE(path);
        CHECK(house.get(path).status == 404);
        CHECK(house.post(path, "").status >= 404);
    }
}

TEST_CASE("the source is handed out as it is")
{
    Everything house;
    const auto source = house.get("/source");
    CHECK(source.status == 200);
    CHECK(source.fixed_body.data() == house.place.source.data());
    CHECK(field(source, "Content-Type") == "application/gzip");
    CHECK(field(source, "Content-Disposition") ==
          "attachment; filename=\"colporteur-0.1.0-3-gabc.tar.gz\"");
    CHECK(field(source, "X-Content-Type-Options") == "nosniff");
}

TEST_CASE("healthz asks the store")
{
    Everything house;
    const auto well = house.get("/healthz");
    CHECK(well.status == 200);
    CHECK(well.body == "ok\n");
    CHECK(field(well, "Content-Type").starts_with("text/plain"));
    CHECK(field(well, "Set-Cookie").empty());

    store::Db broken{house.folder / "empty.db"};  // has no tables
    const auto ill = show(broken, house.place, house.request("GET", "/healthz"), house.now);
    CHECK(ill.status == 503);
    CHECK(ill.body == "store unavailable\n");
}

TEST_CASE("when the store fails a page says so")
{
    Everything house;
    store::Db broken{house.folder / "empty.db"};
    const auto page = show(broken, house.place, house.request("GET", "/lettre?lang=fr"), house.now);
    CHECK(page.status == 503);
    CHECK_FALSE(field(page, "Retry-After").empty());
    check_page(page, "fr");
}

TEST_CASE("the style may be kept, and is not sent again to who has it")
{
    Everything house;
    const auto style = house.get("/style.css");
    CHECK(style.status == 200);
    CHECK(field(style, "Content-Type") == "text/css; charset=utf-8");
    CHECK(has(style, ":focus-visible"));
    CHECK_FALSE(field(style, "Cache-Control").empty());

    const std::string tag = field(style, "ETag");
    REQUIRE(tag.size() > 10);
    for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
        house.more = {{"If-None-Match", known}};
        CHECK(house.get("/style.css").status == 304);
        CHECK(house.get("/style.css").body.empty());
        CHECK(field(house.get("/style.css"), "ETag") == tag);
    }
    house.more = {{"If-None-Match", "\"other\""}};
    CHECK(house.get("/style.css").status == 200);
}

TEST_CASE("robots are kept from what tokens open")
{
    Everything house;
    for (const std::string line :
         {"Disallow: /confirm\n", "Disallow: /unsubscribe\n", "Disallow: /outbox\n"})
        CHECK(has(house.get("/robots.txt"), line));
    CHECK(house.get("/favicon.ico").status == 204);
}

}  // namespace colporteur::web
