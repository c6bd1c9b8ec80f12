// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/posting.hpp"
#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "store/requests.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using Kind = Outcome::Kind;
using support::a_list;
using support::a_message;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const Evidence by_mail{model::Way::mail, "<a1@example.net>"};
const std::string token(26, 'a');

/// A house with one list, and a request in it that waits under `token`.
struct Waiting {
    support::House house;
    model::List list = house.add(a_list());
    std::optional<model::HeldId> held{};

    void ask(model::RequestKind kind, std::string_view who = "ana@example.net",
             const std::string& under = token, std::optional<model::MessageKey> message = {})
    {
        store::Tx tx{house.db()};
        if (kind == model::RequestKind::approve && !held)
            held = store::add_held(tx, {
                                           .list = list.id,
                                           .message = message,
                                           .address = address("ana@example.net"),
                                           .created = noon,
                                           .expires = noon + std::chrono::days{7},
                                       });
        store::add_request(tx,
                           {.kind = kind,
                            .list = list.id,
                            .address = address(who),
                            .name = "Ana",
                            .language = "en",
                            .wording = "Shall we?",
                            .message = message,
                            .held = kind == model::RequestKind::approve ? held : std::nullopt,
                            .way = model::Way::mail,
                            .created = noon,
                            .expires = noon + std::chrono::days{7},
                            .done = {},
                            .outcome = {}},
                           accounts::token_hash(under));
        tx.commit();
    }

    model::MessageKey letter()
    {
        store::Tx tx{house.db()};
        const auto key = store::add_message(
            tx, a_message().subject("News of March").saying("Dear all").octets(), noon);
        tx.commit();
        return key;
    }

    Kind answer(Decision::Kind decision = Decision::Kind::accept, const std::string& with = token,
                Time when = noon)
    {
        store::Tx tx{house.db()};
        const Kind kind = decide(tx, a_site(), with, {decision}, by_mail, when).kind;
        tx.commit();
        return kind;
    }

    std::optional<model::Member> member(std::string_view who)
    {
        const auto person = store::find_person(house.db(), address(who));
        return person ? store::find_member(house.db(), list.id, person->id) : std::nullopt;
    }

    std::vector<std::string> new_subjects()
    {
        std::vector<std::string> subjects;
        for (const support::Sent& sent : house.new_mail())
            subjects.push_back(sent.to.text() + " " + mail::Message{sent.octets}.subject());
        return subjects;
    }
};

using Subjects = std::vector<std::string>;

}  // namespace

TEST_CASE("saying yes subscribes, records the consent with its wording, welcomes once")
{
    Waiting in;
    in.ask(model::RequestKind::subscribe);
    CHECK(look_at(in.house.db(), token, noon).kind == Kind::subscribed);
    CHECK(in.answer() == Kind::subscribed);

    const auto member = in.member("ana@example.net").value();
    CHECK(member.state == model::MemberState::subscribed);
    CHECK(member.person.name == "Ana");
    const auto consent = store::consents_of(in.house.db(), member.person.id).at(0);
    CHECK(consent.given);
    CHECK(consent.wording == "Shall we?");
    CHECK(consent.evidence == "<a1@example.net>");
    CHECK(consent.asked == noon);
    CHECK(in.new_subjects() == Subjects{"ana@example.net [La lettre] Welcome"});

    CHECK(look_at(in.house.db(), token, noon).kind == Kind::already);
    CHECK(in.answer() == Kind::already);
    CHECK(in.answer(Decision::Kind::reject) == Kind::already);
    CHECK(in.new_subjects().empty());
}

TEST_CASE("a token works in either case of letters, since mail programs change it")
{
    Waiting in;
    in.ask(model::RequestKind::subscribe);
    CHECK(in.answer(Decision::Kind::accept, std::string(26, 'A')) == Kind::subscribed);
}

TEST_CASE("saying yes to two questions about one list welcomes once")
{
    Waiting in;
    const std::string second(26, 'b');
    in.ask(model::RequestKind::subscribe);
    in.ask(model::RequestKind::subscribe, "ana@example.net", second);
    CHECK(in.answer() == Kind::subscribed);
    CHECK(in.answer(Decision::Kind::accept, second) == Kind::already);
    CHECK(in.new_subjects().size() == 1);
}

TEST_CASE("saying no does nothing, for good")
{
    Waiting in;
    in.ask(model::RequestKind::subscribe);
    CHECK(in.answer(Decision::Kind::reject) == Kind::rejected);
    CHECK(in.answer() == Kind::already);
    CHECK_FALSE(in.member("ana@example.net").has_value());
    CHECK(in.new_subjects().empty());
}

TEST_CASE("an answer after seven days, to a closed list, or to nothing, does nothing")
{
    Waiting in;
    in.ask(model::RequestKind::subscribe);
    CHECK(in.answer(Decision::Kind::accept, token, noon + std::chrono::days{7}) == Kind::expired);
    CHECK(in.answer(Decision::Kind::accept, std::string(26, 'z')) == Kind::unknown);

    store::Tx tx{in.house.db()};
    in.list.open = false;
    store::update_list(tx, in.list);
    tx.commit();
    CHECK(in.answer() == Kind::expired);
    CHECK_FALSE(in.member("ana@example.net").has_value());
}

TEST_CASE("saying yes to leaving unsubscribes, records it, says goodbye; also on a closed list")
{
    Waiting in;
    in.house.subscribe(in.list, "ana@example.net");
    store::Tx tx{in.house.db()};
    in.list.open = false;
    store::update_list(tx, in.list);
    tx.commit();
    in.ask(model::RequestKind::unsubscribe);

    CHECK(in.answer() == Kind::unsubscribed);
    const auto member = in.member("ana@example.net").value();
    CHECK(member.state == model::MemberState::left);
    CHECK_FALSE(store::consents_of(in.house.db(), member.person.id).at(0).given);
    CHECK(in.new_subjects() == Subjects{"ana@example.net [La lettre] You have left this list"});
}

TEST_CASE("an author's answer sends the letter out, and reports it")
{
    Waiting in;
    in.house.give_role(in.list, "ana@example.net", model::Role::author);
    in.house.subscribe(in.list, "bob@example.net");
    in.house.give_role(in.list, "ana@example.net", model::Role::author);
    in.ask(model::RequestKind::post, "ana@example.net", token, in.letter());
    CHECK(in.answer() == Kind::posted);

    const auto mailings = store::queued_mailings(in.house.db(), true);
    CHECK(std::count_if(mailings.begin(), mailings.end(),
                        [](const auto& mailing) { return mailing.list.has_value(); }) == 1);
    const auto sent = in.house.new_mail();
    REQUIRE_FALSE(sent.empty());
    CHECK(sent.back().to.text() == "ana@example.net");
    CHECK(mail::read_text(mail::Message{sent.back().octets}).utf8.find("on its way to 1 reader") !=
          std::string::npos);
}

TEST_CASE("the same letter confirmed on two lists goes out on both")
{
    Waiting in;
    const auto letter = in.letter();
    const std::string second(26, 'b');
    in.house.give_role(in.list, "ana@example.net", model::Role::author);
    in.ask(model::RequestKind::post, "ana@example.net", token, letter);
    in.list = in.house.add(a_list().named("agenda@info.example.org"));
    in.house.give_role(in.list, "ana@example.net", model::Role::author);
    in.ask(model::RequestKind::post, "ana@example.net", second, letter);
    CHECK(in.answer() == Kind::posted);
    CHECK(in.answer(Decision::Kind::accept, second) == Kind::posted);
}

TEST_CASE("when one owner has decided about a held post, so have all; its author is told once")
{
    Waiting in;
    const auto letter = in.letter();
    const std::string second(26, 'b');
    in.ask(model::RequestKind::approve, "olga@example.net", token, letter);
    in.ask(model::RequestKind::approve, "otto@example.net", second, letter);
    CHECK(in.answer(Decision::Kind::reject) == Kind::rejected);
    CHECK(in.answer(Decision::Kind::accept, second) == Kind::already);
    CHECK(in.new_subjects() ==
          Subjects{"ana@example.net [La lettre] Votre message n’est pas accepté"});
}

TEST_CASE("a held post that is approved goes out")
{
    Waiting in;
    in.ask(model::RequestKind::approve, "olga@example.net", token, in.letter());
    CHECK(in.answer() == Kind::approved);
    CHECK(in.new_subjects() == Subjects{"ana@example.net [La lettre] Votre message est accepté"});
}

}  // namespace colporteur::lists
