// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;

const Time noon = support::at("2026-03-01 12:00");
const Evidence button{model::Way::web, "one-click"};

bool leave_now(support::House& house, std::string_view token)
{
    store::Tx tx{house.db()};
    const bool ours = leave(tx, a_site(), token, button, noon);
    tx.commit();
    return ours;
}

}  // namespace

TEST_CASE(
    "one click leaves at once, is recorded, and says goodbye the first time only (RFC 8058 3.2)")
{
    support::House house;
    const auto list = house.add(a_list());
    const auto member = house.subscribe(list, "ana@example.net");
    const std::string token =
        accounts::sign(a_site().secret, accounts::Use::leave, model::number(member));

    CHECK(find_leaver(house.db(), a_site(), token)->list.id == list.id);
    CHECK(leave_now(house, token));
    const auto row = store::find_member(house.db(), member).value();
    CHECK(row.state == model::MemberState::left);
    CHECK(row.left == noon);
    const auto consents = store::consents_of(house.db(), row.person.id);
    REQUIRE(consents.size() == 1);
    CHECK_FALSE(consents[0].given);
    CHECK(consents[0].way == model::Way::web);
    CHECK(house.new_mail().size() == 1);

    CHECK(leave_now(house, token));
    CHECK(house.new_mail().empty());
    CHECK(store::consents_of(house.db(), row.person.id).size() == 1);
}

TEST_CASE("a token of another use, or of nobody, is not ours")
{
    support::House house;
    const auto member = house.subscribe(house.add(a_list()), "ana@example.net");
    CHECK_FALSE(leave_now(
        house, accounts::sign(a_site().secret, accounts::Use::bounce, model::number(member))));
    CHECK_FALSE(leave_now(house, accounts::sign(a_site().secret, accounts::Use::leave, 999)));
    CHECK_FALSE(leave_now(house, ""));
    CHECK(store::find_member(house.db(), member)->state == model::MemberState::subscribed);
}

}  // namespace colporteur::lists
