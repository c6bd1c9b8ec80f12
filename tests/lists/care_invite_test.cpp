// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/care/invite.hpp"
#include "mail/message.hpp"
#include "store/blocks.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const Actor olga{.name = "olga@example.org"};

Invited invite_one(support::House& house, const model::List& list, std::string_view who,
                   Time now = noon, const Actor& actor = olga)
{
    store::Tx tx{house.db()};
    const auto invited = invite(tx, a_site(), list, {"Ana", address(who)}, actor, now);
    tx.commit();
    return invited;
}

std::string token_of(const support::Sent& sent)
{
    return mail::Message{sent.octets}.field("Reply-To")->substr(15, 26);
}

Outcome answer(support::House& house, const std::string& token, Decision::Kind kind,
               Time now = noon)
{
    store::Tx tx{house.db()};
    auto outcome = decide(tx, a_site(), token, {kind}, {model::Way::mail, "<a@example.net>"}, now);
    tx.commit();
    return outcome;
}

bool is_suppressed(support::House& house, std::string_view who)
{
    return store::suppression(house.db(), accounts::address_digest(a_site().secret, who))
        .has_value();
}

}  // namespace

TEST_CASE(
    "a guest is on the list once they say yes, with the invitation as their consent (RGPD-02)")
{
    support::House house;
    const auto list = house.add(a_list());
    CHECK(invite_one(house, list, "ana@example.net") == Invited::invited);
    CHECK(store::count_members(house.db(), list.id) == 0);
    const auto token = token_of(house.new_mail().at(0));

    CHECK(answer(house, token, Decision::Kind::accept).kind == Outcome::Kind::invited);
    const auto person = store::find_person(house.db(), address("ana@example.net"));
    REQUIRE(person);
    CHECK(store::find_membership(house.db(), list.id, *person));
    const auto consents = store::consents_of(house.db(), person->id);
    REQUIRE(consents.size() == 1);
    CHECK(consents[0].wording.find("olga@example.org") != std::string::npos);
    CHECK(consents[0].wording.find(token) == std::string::npos);
    CHECK(consents[0].evidence == "<a@example.net>");
    CHECK(answer(house, token, Decision::Kind::accept).kind == Outcome::Kind::already);
}

TEST_CASE("a no changes nothing; a never keeps everybody else from asking again (RGPD-07)")
{
    support::House house;
    const auto list = house.add(a_list());
    invite_one(house, list, "ana@example.net");
    answer(house, token_of(house.new_mail().at(0)), Decision::Kind::reject);
    CHECK_FALSE(is_suppressed(house, "ana@example.net"));

    invite_one(house, list, "bob@example.net");
    answer(house, token_of(house.new_mail().at(0)), Decision::Kind::ban);
    CHECK(is_suppressed(house, "BOB@example.net"));
    CHECK(invite_one(house, list, "bob@example.net", noon + std::chrono::days{60}) ==
          Invited::barred);
}

TEST_CASE("an address is invited to a list once in thirty days, whoever invites (SEC-03)")
{
    support::House house;
    const auto list = house.add(a_list());
    const auto other = house.add(a_list().named("autre@info.example.org"));
    CHECK(invite_one(house, list, "ana@example.net") == Invited::invited);
    CHECK(invite_one(house, list, "ANA@example.net", noon + std::chrono::days{29},
                     {.name = "mia@example.org"}) == Invited::lately);
    CHECK(invite_one(house, other, "ana@example.net") == Invited::invited);
    CHECK(invite_one(house, list, "ana@example.net", noon + std::chrono::days{31}) ==
          Invited::invited);
}

TEST_CASE("one person sends twenty invitations a day, and this machine as many as it likes")
{
    support::House house;
    const auto list = house.add(a_list());
    const auto guest = [](int i) { return "g" + std::to_string(i) + "@example.net"; };
    for (int i = 0; i < 20; ++i)
        CHECK(invite_one(house, list, guest(i)) == Invited::invited);
    CHECK(invite_one(house, list, guest(20)) == Invited::too_many);
    CHECK(invite_one(house, list, guest(20), noon, {.name = "mia@example.org"}) ==
          Invited::invited);
    CHECK(invite_one(house, list, guest(21), noon + std::chrono::hours{25}) == Invited::invited);
    for (int i = 30; i < 55; ++i)
        CHECK(invite_one(house, list, guest(i), noon,
                         {.name = "root", .way = model::Way::command_line}) == Invited::invited);
}

TEST_CASE("nobody is invited to a closed list, nor who is there, nor who is blocked")
{
    support::House house;
    const auto list = house.add(a_list());
    const auto closed = house.add(a_list().named("vieille@info.example.org").closed());
    house.subscribe(list, "ana@example.net");
    store::Tx tx{house.db()};
    store::add_block(tx, {.domain = list.domain, .pattern = "x@example.net", .at = noon});
    tx.commit();
    CHECK(invite_one(house, closed, "bob@example.net") == Invited::closed);
    CHECK(invite_one(house, list, "ana@example.net") == Invited::already);
    CHECK(invite_one(house, list, "x@example.net") == Invited::barred);
    CHECK(house.new_mail().empty());
}

TEST_CASE("who was blocked meanwhile is not brought in by their yes")
{
    support::House house;
    const auto list = house.add(a_list());
    invite_one(house, list, "ana@example.net");
    const auto token = token_of(house.new_mail().at(0));
    store::Tx tx{house.db()};
    store::add_block(tx, {.domain = list.domain, .pattern = "ana@*", .at = noon});
    tx.commit();
    answer(house, token, Decision::Kind::accept);
    CHECK(store::count_members(house.db(), list.id) == 0);
}

}  // namespace colporteur::lists
