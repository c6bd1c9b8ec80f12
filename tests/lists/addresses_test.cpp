// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/addresses.hpp"

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using Kind = Outcome::Kind;
using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const std::string token(26, 'a');

/// A house with one list, and a question about two addresses in it.
struct Place {
    support::House house;
    model::List list = house.add(a_list());

    void ask(model::RequestKind kind, std::string_view who, const std::string& command)
    {
        store::Tx tx{house.db()};
        store::add_request(tx,
                           {.kind = kind,
                            .domain = house.domain().id,
                            .address = address(who),
                            .language = "en",
                            .command = command,
                            .created = noon,
                            .expires = noon + std::chrono::days{7}},
                           accounts::token_hash(token));
        tx.commit();
    }

    Kind answer(const Decision& decision = {})
    {
        store::Tx tx{house.db()};
        const Kind kind =
            decide(tx, a_site(), token, decision, {model::Way::web, "button"}, noon).kind;
        tx.commit();
        return kind;
    }

    std::optional<model::Person> person(std::string_view who)
    {
        return store::find_person(house.db(), address(who));
    }
};

}  // namespace

TEST_CASE("the other mailbox is asked once in ten minutes, whoever asks (SEC-03)")
{
    Place place;
    store::Tx tx{place.house.db()};
    const auto ask = [&](const std::string& asker) {
        return ask_other_address(tx, a_site(), place.house.domain(),
                                 {.asker = {"", address(asker)},
                                  .asker_address = address(asker),
                                  .other = address("bob@example.net"),
                                  .language = "fr"},
                                 noon);
    };
    CHECK(ask("ana@example.net") == Asked::mailed);
    CHECK(ask("eve@example.net") == Asked::silenced);
}

TEST_CASE("an accepted address is the same person's; a refused one stays its own")
{
    Place place;
    place.house.subscribe(place.list, "ana@example.net");
    place.ask(model::RequestKind::address, "ana@example.org", "ana@example.net");
    CHECK(place.answer() == Kind::linked);
    CHECK(place.person("ana@example.org")->main == place.person("ana@example.net")->id);
    CHECK(place.answer() == Kind::already);

    Place other;
    other.ask(model::RequestKind::address, "eve@example.org", "ana@example.net");
    CHECK(other.answer({Decision::Kind::reject}) == Kind::rejected);
    CHECK_FALSE(other.person("eve@example.org").has_value());
}

TEST_CASE("a move takes the membership along, keeps that of the new address, and is recorded")
{
    Place place;
    const auto both = place.house.add(a_list().named("agenda@info.example.org"));
    const auto member = place.house.subscribe(place.list, "ana@example.net");
    place.house.subscribe(both, "ana@example.net");
    const auto kept = place.house.subscribe(both, "ana@example.org");
    place.ask(model::RequestKind::move, "ana@example.org", "ana@example.net ana@example.org");
    CHECK(place.answer() == Kind::moved);
    CHECK_FALSE(place.person("ana@example.net").has_value());
    const auto now = place.person("ana@example.org").value();
    CHECK(store::find_member(place.house.db(), place.list.id, now.id)->id == member);
    CHECK(store::find_member(place.house.db(), both.id, now.id)->id == kept);
    const auto change = store::changes_of(place.house.db(), place.list.id, 1).at(0);
    CHECK(change.what == "member");
    CHECK(change.before == "ana@example.net");
    CHECK(change.after == "ana@example.org");
    CHECK(place.house.new_mail().size() == 2);
}

TEST_CASE("a move whose old address is gone does nothing; nor does a damaged question")
{
    Place place;
    place.ask(model::RequestKind::move, "ana@example.org", "ana@example.net ana@example.org");
    CHECK(place.answer() == Kind::already);
    Place damaged;
    damaged.ask(model::RequestKind::move, "ana@example.org", "ana");
    CHECK(damaged.answer() == Kind::unknown);
    CHECK(damaged.house.new_mail().empty());
}

}  // namespace colporteur::lists
