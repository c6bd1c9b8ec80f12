// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "lists/care/opening.hpp"
#include "lists/moderation/remind.hpp"
#include "mail/message.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const Actor ana{.name = "ana@example.net", .evidence = "<m1@example.net>"};

ListWish wish_of(std::string name, std::string preset = "")
{
    return {.name = std::move(name),
            .preset = std::move(preset),
            .title = "Le bureau",
            .owner = {"Ana", address("ana@example.net")},
            .language = "fr"};
}

void make_listmaster(support::House& house, std::string_view who)
{
    store::Tx tx{house.db()};
    store::add_listmaster(tx, house.domain().id,
                          store::get_or_add_person(tx, address(who), "", "").id);
    tx.commit();
}

Result<model::List> propose(support::House& house, const ListWish& wish)
{
    store::Tx tx{house.db()};
    auto list = propose_list(tx, a_site(), house.domain(), wish, ana, noon);
    if (list)
        tx.commit();
    return list;
}

Outcome settle_first(support::House& house, Decision decision)
{
    store::Tx tx{house.db()};
    const auto held = store::open_held(tx).at(0);
    auto outcome = settle_list(tx, a_site(), held.id, decision, "lea@example.org", noon);
    tx.commit();
    return outcome;
}

std::optional<model::List> find(support::House& house, std::string_view who)
{
    return store::find_list(house.db(), address(who));
}

}  // namespace

TEST_CASE("listmasters make lists, others if they agree, who is blocked in the domain not at all")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    store::Tx tx{house.db()};
    store::add_block(tx, {.domain = house.domain().id, .pattern = "bad@example.net", .at = noon});
    const auto fate = [&](std::string_view who) {
        return may_create(tx, a_site(), house.domain(), {.address = address(who)}, noon).fate;
    };
    CHECK(fate("lea@example.org") == policy::Fate::accept);
    CHECK(fate("ana@example.net") == policy::Fate::hold);
    CHECK(fate("bad@example.net") == policy::Fate::reject);
}

TEST_CASE("a proposed list is closed and hidden, and its name is taken")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    REQUIRE(propose(house, wish_of("Bureau", "discussion")));
    const auto list = find(house, "bureau@info.example.org");
    REQUIRE(list);
    CHECK_FALSE(list->open);
    CHECK_FALSE(list->visible);
    CHECK(list->kind == model::Kind::discussion);
    CHECK(is_proposed(house.db(), *list));
    CHECK(store::people_with_role(house.db(), list->id, model::Role::owner).size() == 1);
    CHECK(house.new_mail().at(0).to == address("lea@example.org"));
    CHECK(propose(house, wish_of("bureau")).error().code == Code::conflict);
}

TEST_CASE("a listmaster's yes opens it as it was asked for; the second answer finds it done")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    propose(house, wish_of("bureau"));
    const auto id = store::open_held(house.db()).at(0).id;
    CHECK(settle_first(house, {}).kind == Outcome::Kind::approved);
    const auto list = find(house, "bureau@info.example.org");
    CHECK(list->open);
    CHECK(list->visible);
    CHECK_FALSE(is_proposed(house.db(), *list));
    store::Tx tx{house.db()};
    CHECK(settle_list(tx, a_site(), id, {Decision::Kind::reject}, "x@example.org", noon).kind ==
          Outcome::Kind::already);
    CHECK(find(house, "bureau@info.example.org"));
}

TEST_CASE("a list that is to be hidden stays hidden once it is open")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    propose(house, wish_of("bureau", "private"));
    settle_first(house, {});
    CHECK_FALSE(find(house, "bureau@info.example.org")->visible);
}

TEST_CASE("a no removes it, tells whoever asked, and frees its name")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    propose(house, wish_of("bureau"));
    house.new_mail();
    const auto outcome = settle_first(house, {Decision::Kind::reject, "Il y en a déjà une."});
    CHECK(outcome.kind == Outcome::Kind::rejected);
    CHECK_FALSE(find(house, "bureau@info.example.org"));
    const auto mails = house.new_mail();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].to == address("ana@example.net"));
    CHECK(mail::read_text(mail::Message{mails[0].octets}).utf8.find("Il y en a déjà une.") !=
          std::string::npos);
    CHECK(propose(house, wish_of("bureau")));
}

TEST_CASE("what nobody decides about in time is removed, and told")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    propose(house, wish_of("bureau"));
    house.new_mail();
    store::Tx tx{house.db()};
    CHECK(expire_held(tx, a_site(), 10, noon + std::chrono::days{15}) == 1);
    tx.commit();
    CHECK_FALSE(find(house, "bureau@info.example.org"));
    CHECK(house.new_mail().at(0).to == address("ana@example.net"));
}

TEST_CASE("one person waits for three lists at most, and where nobody can agree no list is made")
{
    support::House house;
    CHECK(propose(house, wish_of("un")).error().code == Code::unsupported);
    CHECK_FALSE(find(house, "un@info.example.org"));
    make_listmaster(house, "lea@example.org");
    for (const std::string name : {"un", "deux", "trois"})
        CHECK(propose(house, wish_of(name)));
    CHECK(propose(house, wish_of("quatre")).error().code == Code::too_large);
}

TEST_CASE("a name that could be mistaken is refused in the asker's language")
{
    support::House house;
    make_listmaster(house, "lea@example.org");
    for (const std::string name : {"abuse", "x-owner", "été", "", "a b"}) {
        CAPTURE(name);
        CHECK(propose(house, wish_of(name)).error().code == Code::invalid);
    }
    CHECK(propose(house, wish_of("bureau", "no-such")).error().code == Code::not_found);
}

TEST_CASE("the other owners learn that a list was closed, unless nobody is to be told")
{
    support::House house;
    auto list = house.add(a_list());
    house.give_role(list, "ana@example.net", model::Role::owner);
    house.give_role(list, "olga@example.org", model::Role::owner);
    store::Tx tx{house.db()};
    CHECK(set_open(tx, a_site(), list, false, Telling::whole, ana, noon).value());
    CHECK_FALSE(set_open(tx, a_site(), list, false, Telling::whole, ana, noon).value());
    CHECK(set_open(tx, a_site(), list, true, Telling::none, ana, noon).value());
    tx.commit();
    const auto mails = house.new_mail();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].to == address("olga@example.org"));
}

}  // namespace colporteur::lists
