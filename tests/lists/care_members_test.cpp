// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "lists/care/members.hpp"
#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/blocks.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const Actor olga{
    .name = "olga@example.org", .shown = "Olga <olga@example.org>", .evidence = "<m1@example.org>"};

Added add(support::House& house, const model::List& list, std::string_view who,
          Telling telling = Telling::whole, bool again = false)
{
    store::Tx tx{house.db()};
    const auto added =
        add_member(tx, a_site(), list,
                   {.who = {"", address(who)}, .again = again, .telling = telling}, olga, noon);
    tx.commit();
    return added;
}

Removed remove(support::House& house, const model::List& list, std::string_view who)
{
    store::Tx tx{house.db()};
    const auto removed =
        remove_member(tx, a_site(), list, address(who), Telling::whole, olga, noon);
    tx.commit();
    return removed;
}

std::optional<model::Member> member(support::House& house, const model::List& list,
                                    std::string_view who)
{
    const auto person = store::find_person(house.db(), address(who));
    return person ? store::find_member(house.db(), list.id, person->id) : std::nullopt;
}

void suppress(support::House& house, std::string_view who)
{
    store::Tx tx{house.db()};
    store::suppress(tx, accounts::address_digest(a_site().secret, who), "asked", noon);
    tx.commit();
}

}  // namespace

TEST_CASE("an addition is recorded: on whose word, by which mail, in the list's history (RGPD-02)")
{
    support::House house;
    const auto list = house.add(a_list());
    CHECK(add(house, list, "ana@example.net") == Added::added);

    const auto found = member(house, list, "ana@example.net");
    REQUIRE(found);
    const auto consents = store::consents_of(house.db(), found->person.id);
    REQUIRE(consents.size() == 1);
    CHECK(consents[0].wording == "added by Olga <olga@example.org>");
    CHECK(consents[0].evidence == "<m1@example.org>");
    const auto changes = store::changes_of(house.db(), list.id, 5);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].what == "member");
    CHECK(changes[0].after == "ana@example.net");
    CHECK(changes[0].who == "olga@example.org");
}

TEST_CASE("who was added learns by whom, even quietly, unless nobody is to be told (RGPD-04)")
{
    support::House house;
    const auto list = house.add(a_list().about("Des nouvelles."));
    add(house, list, "ana@example.net");
    add(house, list, "bob@example.net", Telling::brief);
    add(house, list, "carl@example.net", Telling::none);

    const auto mails = house.new_mail();
    REQUIRE(mails.size() == 2);
    const auto text = [](const support::Sent& sent) {
        return mail::read_text(mail::Message{sent.octets}).utf8;
    };
    CHECK(text(mails[0]).find("Olga <olga@example.org>") != std::string::npos);
    CHECK(text(mails[0]).find("Des nouvelles.") != std::string::npos);
    CHECK(text(mails[1]).find("Olga <olga@example.org>") != std::string::npos);
    CHECK(text(mails[1]).find("Des nouvelles.") == std::string::npos);
}

TEST_CASE("somebody who was added stays by a yes, which is their own consent, and leaves by a no")
{
    for (const auto kind : {Decision::Kind::accept, Decision::Kind::reject, Decision::Kind::ban}) {
        support::House house;
        const auto list = house.add(a_list());
        add(house, list, "ana@example.net");
        const mail::Message mail{house.new_mail().at(0).octets};
        const std::string token = mail.field("Reply-To")->substr(15, 26);

        store::Tx tx{house.db()};
        const auto outcome = decide(tx, a_site(), token, {kind}, {}, noon);
        const auto again = decide(tx, a_site(), token, {}, {}, noon);
        tx.commit();
        const bool stays = kind == Decision::Kind::accept;
        CHECK(outcome.kind == (stays ? Outcome::Kind::kept : Outcome::Kind::unsubscribed));
        CHECK(again.kind == Outcome::Kind::already);
        const auto ana = member(house, list, "ana@example.net").value();
        CHECK(ana.state == (stays ? model::MemberState::subscribed : model::MemberState::left));
        const auto consents = store::consents_of(house.db(), ana.person.id);
        REQUIRE(consents.size() == 2);
        CHECK(consents.back().given == stays);
    }
}

TEST_CASE("nobody else brings back who is suppressed or blocked, not even with --again (RGPD-07)")
{
    support::House house;
    const auto list = house.add(a_list());
    suppress(house, "Zoe@Example.net");
    {
        store::Tx tx{house.db()};
        store::add_block(tx, {.domain = list.domain, .pattern = "*@spam.example", .at = noon});
        tx.commit();
    }
    CHECK(add(house, list, "zoe@example.net", Telling::whole, true) == Added::suppressed);
    CHECK(add(house, list, "X@Spam.example", Telling::whole, true) == Added::blocked);
    CHECK(store::count_members(house.db(), list.id) == 0);
    CHECK(house.new_mail().empty());
}

TEST_CASE("who left comes back only when they have asked for it")
{
    support::House house;
    const auto list = house.add(a_list());
    add(house, list, "ana@example.net");
    CHECK(remove(house, list, "ana@example.net") == Removed::removed);
    CHECK(remove(house, list, "ana@example.net") == Removed::not_there);
    CHECK(add(house, list, "ana@example.net") == Added::left);
    CHECK(add(house, list, "ana@example.net", Telling::none, true) == Added::added);
    CHECK(add(house, list, "ana@example.net") == Added::already);
}

TEST_CASE("a removal takes the consent back, is recorded, and told without a goodbye")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "ana@example.net");
    CHECK(remove(house, list, "ana@example.net") == Removed::removed);

    const auto found = member(house, list, "ana@example.net");
    const auto consents = store::consents_of(house.db(), found->person.id);
    REQUIRE_FALSE(consents.empty());
    CHECK_FALSE(consents.back().given);
    CHECK(store::changes_of(house.db(), list.id, 1).at(0).before == "ana@example.net");
    CHECK(house.new_mail().size() == 1);
}

TEST_CASE("a standing is changed once, recorded, and can be brought back to the usual")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "ana@example.net");
    store::Tx tx{house.db()};
    const auto set = [&](model::Standing standing) {
        return set_standing(tx, list, address("ana@example.net"), standing, olga, noon);
    };
    CHECK(set(model::Standing::moderated) == Stood::changed);
    CHECK(set(model::Standing::moderated) == Stood::already);
    CHECK(set(model::Standing::usual) == Stood::changed);
    CHECK(set_standing(tx, list, address("bob@example.net"), model::Standing::trusted, olga,
                       noon) == Stood::not_there);
    CHECK(store::changes_of(tx, list.id, 5).at(0).before == "ana@example.net moderated");
}

}  // namespace colporteur::lists
