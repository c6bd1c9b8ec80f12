// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "lists/addresses.hpp"
#include "lists/posting.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

/// Whether that address is subscribed to that list.
bool is_member(Visitor& visitor, const model::List& list, std::string_view who)
{
    const auto person = store::find_person(visitor.house.db(), support::address(who));
    const auto member =
        person ? store::find_member(visitor.house.db(), list.id, person->id) : std::nullopt;
    return member && member->state == model::MemberState::subscribed;
}

/// A letter from its author waits; gives the path of the question in the mail to her.
std::string letter_waits(Visitor& visitor, const model::List& list)
{
    visitor.house.give_role(list, "ana@example.net", model::Role::author);
    store::Tx tx{visitor.house.db()};
    const std::string octets =
        support::a_message().subject("Nouvelles <du> jour").saying("Chers <amis>,").octets();
    const model::Job job{
        .message = store::add_message(tx, octets, visitor.now),
        .purpose = model::Purpose::post,
        .list = list.id,
        .recipient = list.address,
        .sender = support::address("ana@example.net"),
        .received = visitor.now,
        .reason = {},
    };
    lists::receive(tx, visitor.place.site, list, job, visitor.now);
    tx.commit();
    const auto mail = visitor.house.new_mail();
    REQUIRE(mail.size() == 1);
    return Visitor::link_in(mail.front().octets, "/confirm/");
}

/// A post by somebody who is no member waits; gives the path of the question to the moderator.
std::string post_waits(Visitor& visitor)
{
    const auto list =
        visitor.house.add(a_list().named("amis@info.example.org").of_kind(model::Kind::discussion));
    visitor.house.give_role(list, "olga@example.net", model::Role::moderator);
    store::Tx tx{visitor.house.db()};
    const std::string octets =
        support::a_message().subject("Nouvelles <du> jour").saying("Chers <amis>,").octets();
    lists::receive(tx, visitor.place.site, list,
                   {.message = store::add_message(tx, octets, visitor.now),
                    .purpose = model::Purpose::post,
                    .list = list.id,
                    .recipient = list.address,
                    .sender = support::address("ana@example.net"),
                    .received = visitor.now},
                   visitor.now);
    tx.commit();
    const auto mail = visitor.house.new_mail();
    REQUIRE(mail.size() == 2);
    return Visitor::link_in(mail.front().octets, "/confirm/");
}

}  // namespace

TEST_CASE("GET and HEAD change nothing; the button subscribes, and is kept as the consent's proof")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const std::string path = visitor.ask_to_join("lettre", "ana@example.net");
    for (const std::string method : {"GET", "HEAD", "GET"}) {
        const auto page = visitor.ask(method, path);
        CHECK(page.status == 200);
        CHECK(has(page, "ana@example.net"));
        CHECK(has(page, "<form method=\"post\" action=\"" + path + "\">"));
    }
    CHECK_FALSE(is_member(visitor, list, "ana@example.net"));

    const auto done = visitor.post(path, "decision=accept");
    CHECK(done.status == 200);
    CHECK(has(done, "You are subscribed"));
    REQUIRE(is_member(visitor, list, "ana@example.net"));
    const auto person = store::find_person(visitor.house.db(), support::address("ana@example.net"));
    const auto consents = store::consents_of(visitor.house.db(), person->id);
    REQUIRE(consents.size() == 1);
    CHECK(consents[0].evidence == "button");
    CHECK(consents[0].way == model::Way::web);
    CHECK(visitor.house.new_mail().size() == 1);
}

TEST_CASE("a button without a form field accepts")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    CHECK(visitor.post(visitor.ask_to_join("lettre", "ana@example.net"), "").status == 200);
    CHECK(is_member(visitor, list, "ana@example.net"));
}

TEST_CASE("a no is a no")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const std::string path = visitor.ask_to_join("lettre", "ana@example.net");
    CHECK(has(visitor.post(path, "decision=reject"), "You said no"));
    CHECK(has(visitor.post(path, "decision=accept"), "answered before"));
    CHECK_FALSE(is_member(visitor, list, "ana@example.net"));
}

TEST_CASE("a decision that is neither yes nor no decides nothing")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const std::string path = visitor.ask_to_join("lettre", "ana@example.net");
    CHECK(visitor.post(path, "decision=maybe").status == 400);
    CHECK(visitor.post(path, "{}", "application/json").status == 400);
    CHECK_FALSE(is_member(visitor, list, "ana@example.net"));
    CHECK(visitor.get(path).status == 200);
}

TEST_CASE("answered twice is answered once")
{
    Visitor visitor;
    visitor.house.add(a_list());
    const std::string path = visitor.ask_to_join("lettre", "ana@example.net");
    visitor.post(path, "decision=accept");
    visitor.house.new_mail();
    for (const auto& again : {visitor.post(path, "decision=accept"), visitor.get(path)}) {
        CHECK(again.status == 200);
        CHECK(has(again, "answered before"));
        CHECK_FALSE(has(again, "ana@example.net"));
    }
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a question lapses after a week: 410, and nothing is done")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    const std::string path = visitor.ask_to_join("lettre", "ana@example.net");
    visitor.now += std::chrono::days{8};
    for (const auto& late : {visitor.get(path), visitor.post(path, "decision=accept")}) {
        CHECK(late.status == 410);
        CHECK(has(late, "expired"));
        CHECK_FALSE(has(late, "ana@example.net"));
    }
    CHECK_FALSE(is_member(visitor, list, "ana@example.net"));
}

TEST_CASE("a forged token is unknown: 404")
{
    Visitor visitor;
    visitor.house.add(a_list());
    for (const std::string token :
         {"a", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "%27%20OR%201=1", "%F0%9F%92%8C"}) {
        CAPTURE(token);
        CHECK(visitor.get("/confirm/" + token).status == 404);
        CHECK(visitor.post("/confirm/" + token, "decision=accept").status == 404);
    }
}

TEST_CASE("leaving by the form of the page takes the same button")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    visitor.house.subscribe(list, "ana@example.net");
    visitor.post("/lettre/unsubscribe", "email=ana%40example.net");
    const auto mail = visitor.house.new_mail();
    REQUIRE(mail.size() == 1);
    const std::string path = Visitor::link_in(mail[0].octets, "/confirm/");
    CHECK(visitor.get(path).status == 200);
    CHECK(is_member(visitor, list, "ana@example.net"));
    CHECK(has(visitor.post(path, "decision=accept"), "You are unsubscribed"));
    CHECK_FALSE(is_member(visitor, list, "ana@example.net"));
}

TEST_CASE("an author sees her letter before she sends it, and names no reader by it")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    visitor.house.subscribe(list, "bea@example.net");
    visitor.house.subscribe(list, "zoe@example.net");
    const std::string path = letter_waits(visitor, list);

    const auto page = visitor.get(path);
    CHECK(page.status == 200);
    for (const std::string words : {"Nouvelles &lt;du&gt; jour", "Chers &lt;amis&gt;,", "2 readers",
                                    "1 KB", "value=\"reject\""}) {
        CAPTURE(words);
        CHECK(has(page, words));
    }
    CHECK_FALSE(has(page, "bea@example.net"));
    CHECK(has(visitor.get(path + "?lang=fr"), "2 lecteurs"));

    CHECK(has(visitor.post(path, "decision=accept"), "goes out to 2 readers"));
    CHECK(has(visitor.post(path, "decision=accept"), "answered before"));
}

TEST_CASE("a letter that its author disowns is not sent")
{
    Visitor visitor;
    const auto list = visitor.house.add(a_list());
    visitor.house.subscribe(list, "bea@example.net");
    const std::string path = letter_waits(visitor, list);
    CHECK(has(visitor.post(path, "decision=reject"), "You said no"));
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a moderator sees why a post waits, its text, and five ways to decide")
{
    Visitor visitor;
    const std::string path = post_waits(visitor);
    const auto page = visitor.get(path);
    CHECK(page.status == 200);
    for (const std::string words :
         {"Chers &lt;amis&gt;,", "Nouvelles &lt;du&gt; jour",
          "the sender is not a member of the list", "value=\"accept\"", "value=\"trust\"",
          "value=\"reject\"", "value=\"discard\"", "value=\"ban\"", "<label for=\"reason\">",
          "<label for=\"stock\">", "<option value=\"off-topic\">", "maxlength=\"2000\""}) {
        CAPTURE(words);
        CHECK(has(page, words));
    }
    CHECK(has(visitor.get(path + "?lang=fr"), "Pourquoi cela attend"));
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a rejection by the page carries its reason to the author, escaped nowhere twice")
{
    Visitor visitor;
    const std::string path = post_waits(visitor);
    const auto done = visitor.post(path, "decision=reject&reason=Pas+ici+%3Cmerci%3E&stock=tone");
    CHECK(done.status == 200);
    CHECK(has(done, "was rejected and will not be sent out"));
    const auto mail = visitor.house.new_mail();
    REQUIRE(mail.size() == 1);
    CHECK(mail[0].to.text() == "ana@example.net");
    CHECK(mail[0].octets.find("Pas ici <merci>") != std::string::npos);
}

TEST_CASE("a double click approves once, and the second page says who did it (trap 23)")
{
    Visitor visitor;
    const std::string path = post_waits(visitor);
    CHECK(has(visitor.post(path, "decision=accept"), "is on its way to 0 readers"));
    visitor.house.new_mail();
    const auto again = visitor.post(path, "decision=reject");
    CHECK(again.status == 200);
    CHECK(has(again, "Your decision changed nothing"));
    CHECK(has(again, "Whose decision it was: olga@example.net"));
    CHECK(has(visitor.get(path), "2026-03-01 10:00"));
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("commands are shown before their button carries them out, once")
{
    Visitor visitor;
    const auto list =
        visitor.house.add(a_list().named("amis@info.example.org").of_kind(model::Kind::discussion));
    visitor.house.give_role(list, "olga@example.net", model::Role::moderator);
    store::Tx tx{visitor.house.db()};
    const std::string token(26, 'a');
    store::add_request(tx,
                       {.kind = model::RequestKind::command,
                        .domain = visitor.house.domain().id,
                        .address = support::address("olga@example.net"),
                        .language = "en",
                        .command = "approve amis 1\n",
                        .created = visitor.now,
                        .expires = visitor.now + std::chrono::days{7}},
                       accounts::token_hash(token));
    tx.commit();
    const std::string path = "/confirm/" + token;
    CHECK(has(visitor.get(path), "<code>approve amis 1</code>"));
    CHECK(has(visitor.get(path), "Nothing has been done yet"));
    CHECK(has(visitor.post(path, "decision=accept"), "Your commands are carried out"));
    CHECK(visitor.house.new_mail().size() == 1);
    CHECK(has(visitor.post(path, "decision=accept"), "answered before"));
    CHECK(visitor.house.new_mail().empty());
}

TEST_CASE("a question about two addresses has its page, which changes nothing, and its button")
{
    Visitor visitor;
    store::Tx tx{visitor.house.db()};
    lists::ask_other_address(tx, visitor.place.site, visitor.house.domain(),
                             {.kind = lists::AddressWish::Kind::move_there,
                              .asker = {"Ana", support::address("ana@example.net")},
                              .asker_address = support::address("ana@example.net"),
                              .other = support::address("ana@example.org"),
                              .language = "en"},
                             visitor.now);
    store::get_or_add_person(tx, support::address("ana@example.net"), "Ana", "en");
    tx.commit();
    const std::string path = Visitor::link_in(visitor.house.new_mail().front().octets, "/confirm/");
    const auto page = visitor.ask("GET", path);
    CHECK(page.status == 200);
    CHECK(has(page, "Shall ana@example.org take the place of ana@example.net"));
    CHECK(store::find_person(visitor.house.db(), support::address("ana@example.net")));

    CHECK(has(visitor.post(path, "decision=accept"), "Your address is changed"));
    CHECK_FALSE(store::find_person(visitor.house.db(), support::address("ana@example.net")));
    CHECK(store::find_person(visitor.house.db(), support::address("ana@example.org")));
    CHECK(has(visitor.ask("GET", path), "This was answered before"));
}

}  // namespace colporteur::web
