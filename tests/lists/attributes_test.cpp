// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/attributes.hpp"

#include <doctest/doctest.h>

#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

model::Settings some_settings()
{
    model::Settings settings;
    settings.attributes = {{.name = "ville", .title = "Your town", .required = true},
                           {.name = "groupe", .choices = {"Été", "Hiver"}},
                           {.name = "phone"}};
    return settings;
}

}  // namespace

TEST_CASE("an answer fits whatever its case and accents, and is kept as the list spells it")
{
    const auto settings = some_settings();
    const auto answers =
        look_through(settings, {{"Ville", " Saint\nDenis "}, {"GROUPE", "ete"}, {"shoes", "42"}});
    CHECK(answers.missing.empty());
    CHECK(answers.kept == store::Attributes{{"ville", "Saint Denis"}, {"groupe", "Été"}});
    CHECK(find_attribute(settings, "VILLE")->name == "ville");
    CHECK(find_attribute(settings, "shoes") == nullptr);
}

TEST_CASE("what is required and missing, and what is none of the choices, is asked")
{
    const auto answers = look_through(some_settings(), {{"groupe", "printemps"}});
    REQUIRE(answers.missing.size() == 2);
    CHECK(answers.missing[0].name == "ville");
    CHECK(answers.missing[1].name == "groupe");
    CHECK(answers.kept.empty());
}

TEST_CASE("answers survive waiting for a confirmation")
{
    const store::Attributes answers{{"city", "a=b"}, {"x", ""}};
    CHECK(from_lines(to_lines(answers)) == answers);
    CHECK(from_lines("").empty());
}

TEST_CASE("who comes by the list's own address is told what the list asks, and how to answer")
{
    support::House house;
    const auto list = house.add(support::a_list().in("en"));
    store::Tx tx{house.db()};
    store::put_setting(tx, list.id, "attributes",
                       R"([{ name = "city", title = "Your town", required = true }])");
    Wish wish{.list = list, .address = support::address("ana@example.net"), .language = "en"};
    ask_to_subscribe(tx, support::a_site(), wish, support::at("2026-03-01 12:00"));
    wish.answers = {{"City", "Paris"}};
    ask_to_subscribe(tx, support::a_site(), wish, support::at("2026-03-01 13:00"));
    wish.answers = {{"city", "see http://example.com"}};  // SEC-03
    ask_to_subscribe(tx, support::a_site(), wish, support::at("2026-03-01 14:00"));
    tx.commit();
    const auto mails = house.new_mail();
    REQUIRE(mails.size() == 3);
    const auto text = [&](std::size_t i) {
        return mail::read_text(mail::Message{mails[i].octets}).utf8;
    };
    CHECK(text(0).find("city: Your town") != std::string::npos);
    CHECK(text(0).find("subscribe lettre NAME Firstname city=…") != std::string::npos);
    CHECK(text(1).find("    city: Paris\n") != std::string::npos);
    CHECK(text(2).find("    city: …\n") != std::string::npos);
}

}  // namespace colporteur::lists
