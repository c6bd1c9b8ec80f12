// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "store/people.hpp"
#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

/// Bea reads the letter; the path is that of her List-Unsubscribe.
struct Reader : Visitor {
    model::List list = house.add(a_list());
    model::MemberId bea = house.subscribe(list, "bea@example.net");
    std::string path = "/unsubscribe/" +
                       accounts::sign(place.site.secret, accounts::Use::leave, model::number(bea));

    bool reads()
    {
        return store::find_member(house.db(), bea)->state == model::MemberState::subscribed;
    }
};

constexpr auto multipart =
    "--b\r\nContent-Disposition: form-data; "
    "name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

}  // namespace

TEST_CASE("GET and HEAD never unsubscribe: they show a button, 8058-06")
{
    Reader reader;
    for (const std::string method : {"GET", "HEAD"}) {
        const auto page = reader.ask(method, reader.path);
        CHECK(page.status == 200);
        CHECK(has(page, "<form method=\"post\" action=\"" + reader.path + "\">"));
        CHECK(has(page, "<button"));
        CHECK_FALSE(has(page, "bea@example.net"));
    }
    CHECK(reader.reads());
}

TEST_CASE("one click unsubscribes at once, in both encodings: 8058-04, 8058-05, 8058-09")
{
    struct Row {
        std::string type, body;
    };

    for (const Row& row : {Row{"application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"},
                           Row{"multipart/form-data; boundary=\"b\"", multipart}}) {
        CAPTURE(row.type);
        Reader reader;
        reader.language = "";
        reader.host = "";
        const auto answer = reader.post(reader.path, row.body, row.type);
        CHECK(answer.status == 200);
        CHECK(field(answer, "Location").empty());
        CHECK_FALSE(reader.reads());
        CHECK(reader.house.new_mail().size() == 1);  // goodbye
        const auto person =
            store::find_person(reader.house.db(), support::address("bea@example.net"));
        const auto consents = store::consents_of(reader.house.db(), person->id);
        REQUIRE(consents.size() == 1);
        CHECK_FALSE(consents[0].given);
        CHECK(consents[0].evidence == "one-click");
    }
}

TEST_CASE("the button of the page unsubscribes too, though its form is empty")
{
    Reader reader;
    CHECK(has(reader.post(reader.path, ""), "You are unsubscribed"));
    CHECK_FALSE(reader.reads());
}

TEST_CASE("leaving twice is harmless, and works after years: 8058-08")
{
    Reader reader;
    reader.now += std::chrono::days{1000};
    CHECK(reader.post(reader.path, "List-Unsubscribe=One-Click").status == 200);
    reader.house.new_mail();
    CHECK(reader.post(reader.path, "List-Unsubscribe=One-Click").status == 200);
    CHECK(reader.get(reader.path).status == 200);
    CHECK(reader.house.new_mail().empty());
}

TEST_CASE("a forged or changed token is unknown, and nobody leaves: 8058-07")
{
    Reader reader;
    std::string changed = reader.path;
    changed.back() = changed.back() == 'a' ? 'b' : 'a';
    const std::string bounce =
        accounts::sign(reader.place.site.secret, accounts::Use::bounce, model::number(reader.bea));
    const std::string foreign =
        accounts::sign(std::string(32, 'x'), accounts::Use::leave, model::number(reader.bea));
    for (const std::string& path : {changed, "/unsubscribe/" + bounce, "/unsubscribe/" + foreign,
                                    std::string{"/unsubscribe/1"}}) {
        CAPTURE(path);
        CHECK(reader.get(path).status == 404);
        CHECK(reader.post(path, "List-Unsubscribe=One-Click").status == 404);
    }
    CHECK(reader.reads());
    CHECK(reader.house.new_mail().empty());
}

}  // namespace colporteur::web
