// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/requests.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

Wish wish_of(const model::List& list)
{
    return {.list = list,
            .address = address("ana@example.net"),
            .name = "MARTIN Anaïs",
            .language = "fr",
            .in_reply_to = "<q1@example.net>"};
}

Asked subscribe(support::House& house, const Wish& wish, Time now = noon)
{
    store::Tx tx{house.db()};
    const Asked asked = ask_to_subscribe(tx, a_site(), wish, now);
    tx.commit();
    return asked;
}

bool is_token_octet(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
}

/// Random tokens, 26 characters, become as many 'x'.
std::string without_chance(std::string octets)
{
    for (std::size_t begin = 0; begin < octets.size();) {
        const auto end = std::find_if_not(octets.begin() + static_cast<std::ptrdiff_t>(begin),
                                          octets.end(), is_token_octet);
        const auto length = static_cast<std::size_t>(end - octets.begin()) - begin;
        if (length == 26)
            octets.replace(begin, length, length, 'x');
        begin += length + 1;
    }
    return octets;
}

std::string golden(const std::string& name)
{
    std::ifstream file{std::string{TESTS_DIR} + "/lists/golden/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("the confirmation mail is what the golden file shows, byte for byte")
{
    support::House house;
    subscribe(house, wish_of(house.add(a_list())));
    CHECK(without_chance(house.new_mail().at(0).octets) == golden("confirm_subscribe.fr.eml"));
}

TEST_CASE("the request keeps the whole wording, and nothing that could be answered with")
{
    support::House house;
    const auto list = house.add(a_list());
    subscribe(house, wish_of(list));
    const auto request = store::open_requests(house.db(), list.id, noon).at(0);
    const mail::Message mail{house.new_mail().at(0).octets};

    CHECK(request.kind == model::RequestKind::subscribe);
    CHECK(request.name == "MARTIN Anaïs");
    CHECK(request.expires == noon + std::chrono::days{7});
    CHECK(request.wording.find("Bonjour MARTIN Anaïs,") != std::string::npos);
    const std::string token = mail.field("Reply-To")->substr(15, 26);
    CHECK(mail::read_text(mail).utf8.find(token) != std::string::npos);
    CHECK(request.wording.find(token) == std::string::npos);
}

TEST_CASE("asking from the web says auto-generated: there is no mail to answer")
{
    support::House house;
    Wish wish = wish_of(house.add(a_list()));
    wish.way = model::Way::web;
    wish.in_reply_to = "";
    subscribe(house, wish);
    CHECK(mail::Message{house.new_mail().at(0).octets}.field("Auto-Submitted") == "auto-generated");
}

TEST_CASE("the asker cannot tell whether an address is subscribed")
{
    support::House house;
    const auto list = house.add(a_list());
    house.subscribe(list, "bob@example.net");
    Wish bob = wish_of(list);
    bob.address = address("bob@example.net");

    CHECK(subscribe(house, wish_of(list)) == subscribe(house, bob));
    CHECK(subscribe(house, wish_of(list)) == subscribe(house, bob));  // silenced, both
    store::Tx tx{house.db()};
    CHECK(ask_to_unsubscribe(tx, a_site(), wish_of(list), noon) ==
          ask_to_unsubscribe(tx, a_site(), bob, noon));
}

TEST_CASE("a second wish within ten minutes sends nothing")
{
    support::House house;
    const auto wish = wish_of(house.add(a_list()));
    CHECK(subscribe(house, wish) == Asked::mailed);
    CHECK(subscribe(house, wish, noon + std::chrono::minutes{9}) == Asked::silenced);
    CHECK(house.new_mail().size() == 1);
    CHECK(subscribe(house, wish, noon + std::chrono::minutes{11}) == Asked::mailed);
}

}  // namespace colporteur::lists
