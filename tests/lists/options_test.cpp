// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/options.hpp"

#include <doctest/doctest.h>

#include "lists/option_words.hpp"
#include "lists/posting.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using model::Reception;
using support::a_list;
using support::a_message;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

/// A list with Ana on it.
struct Place {
    support::House house;
    model::List list = house.add(a_list());
    model::MemberId ana = house.subscribe(list, "ana@example.net");

    model::Member member() { return store::find_member(house.db(), ana).value(); }

    model::Member change(const OptionChange& wanted)
    {
        store::Tx tx{house.db()};
        auto changed = set_options(tx, a_site(), list, member(), wanted, noon);
        tx.commit();
        return changed;
    }

    void post(const std::string& subject)
    {
        store::Tx tx{house.db()};
        const auto octets = a_message().subject(subject).saying(subject).octets();
        distribute(tx, a_site(), list, store::add_message(tx, octets, noon), noon);
        tx.commit();
    }

    void fill()
    {
        store::Tx tx{house.db()};
        while (store::fill_mailings(tx, 100, noon)) {
        }
        tx.commit();
    }

    std::size_t copies() { return house.new_mail().size(); }
};

}  // namespace

TEST_CASE("what is not said stays as it is")
{
    Place place;
    place.change({.own_posts = false, .concealed = true, .topics = 5});
    const auto member = place.change({.named_copies = false});
    CHECK(member.reception == Reception::mail);
    CHECK_FALSE(member.own_posts);
    CHECK_FALSE(member.named_copies);
    CHECK(member.concealed);
    CHECK(member.topics == 5);
    CHECK(place.member().topics == 5);
    CHECK(OptionChange{}.empty());
}

TEST_CASE("answers to the list's questions are kept, and taken away by an empty one")
{
    Place place;
    place.change({.attributes = {{"city", "Paris"}, {"phone", "12"}}});
    place.change({.attributes = {{"phone", ""}}});
    CHECK(store::attributes_of(place.house.db(), place.ana) ==
          store::Attributes{{"city", "Paris"}});
}

TEST_CASE("a post goes out by mail or waits for a digest, never both, never neither (DIG-01)")
{
    Place place;
    place.post("one");
    place.post("two");
    place.change({.reception = Reception::digest});  // before the copies of either are addressed
    CHECK(place.member().owed_after == 0);
    place.fill();
    CHECK(place.copies() == 0);

    Place other;
    other.post("one");
    other.fill();
    CHECK(other.copies() == 1);
    other.change({.reception = Reception::digest});
    CHECK(other.member().owed_after == 1);
}

TEST_CASE(
    "between kinds of digest what is owed stays owed; who gives them up owes nothing (DIG-01)")
{
    Place place;
    place.change({.reception = Reception::digest});
    place.post("one");
    place.fill();
    for (const Reception kind : {Reception::plain_digest, Reception::summary, Reception::digest}) {
        place.change({.reception = kind});
        CHECK(place.member().owed_after == 0);
    }
    place.change({.reception = Reception::none});
    CHECK_FALSE(place.member().owed_after.has_value());
}

TEST_CASE("new members are served as the list serves new ones, who come back as before")
{
    Place place;
    model::Settings settings;
    settings.reception = Reception::digest;
    settings.conceal = true;
    store::Tx tx{place.house.db()};
    give_first_options(tx, settings, place.member(), true);
    CHECK(place.member().reception == Reception::digest);
    CHECK(place.member().owed_after == 0);
    CHECK(place.member().concealed);
    give_first_options(tx, {}, place.member(), false);
    CHECK(place.member().reception == Reception::digest);
}

TEST_CASE("a pause begins, ends by itself, and can be ended")
{
    Place place;
    store::Tx tx{place.house.db()};
    const auto day = std::chrono::days{1};
    suspend(tx, place.member(), model::Suspension{noon, noon + day});
    CHECK(place.member().suspension->holds(noon));
    CHECK_FALSE(place.member().suspension->holds(noon + day));
    suspend(tx, place.member(), std::nullopt);
    CHECK_FALSE(place.member().suspension.has_value());
}

TEST_CASE("a member's options in a line say what is not as usual")
{
    const text::Language& english = text::language("en");
    model::Settings settings;
    settings.topics = {{.name = "garden"}, {.name = "bread"}};
    model::Member member{.person = {.address = address("ana@example.net")}};
    const auto words = [&] { return option_words(member, settings, Zone{}, english, noon); };
    CHECK(words() == "each post as it comes");
    member.reception = Reception::summary;
    member.own_posts = false;
    member.topics = 2;
    member.suspension = model::Suspension{noon, support::at("2026-09-01")};
    CHECK(words() ==
          "a list of the subjects alone (summary); without your own (not_me); about: bread; "
          "paused until 2026-09-01");
    member = {.person = member.person, .suspension = model::Suspension{noon, noon}};
    CHECK(words() == "each post as it comes");
}

}  // namespace colporteur::lists
