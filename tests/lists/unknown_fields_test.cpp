// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <doctest/doctest.h>

#include "lists/post_mail.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_message;

/// The question that the author of a letter gets, on one line.
std::string question(const std::string& letter_text, const model::Settings& settings)
{
    const Time noon = support::at("2026-03-01 12:00");
    support::House house;
    const model::List list = house.add(support::a_list().in("en"));
    const mail::Message letter{a_message().subject("News").saying(letter_text).octets()};
    store::Tx tx{house.db()};
    const model::Job job{.message = store::add_message(tx, letter.octets(), noon),
                         .purpose = model::Purpose::post,
                         .recipient = list.address,
                         .received = noon};
    ask_author({tx, support::a_site(), list, settings, job, letter, *letter.from(), noon});
    tx.commit();
    const auto sent = house.new_mail();
    REQUIRE(sent.size() == 1);
    std::string text = mail::read_text(mail::Message{sent[0].octets}).utf8;
    std::replace(text.begin(), text.end(), '\n', ' ');  // wherever its lines are broken
    return text;
}

constexpr auto told = "These personal fields are not known";

}  // namespace

TEST_CASE(
    "an author is told of personal fields that nobody has a value for, before the letter goes")
{
    model::Settings settings;
    settings.personal_fields = true;
    settings.attributes = {{.name = "city"}};
    const std::string asked = question("{{name}} of {{City}}, {{nmae}} and {{town|x}}", settings);
    CHECK(asked.find(" These personal fields are not known and stay as they are: {{nmae}}, "
                     "{{town}} The list knows: {{name}}, {{address}}, {{list}}, "
                     "{{unsubscribe_link}}, {{city}} ") != std::string::npos);
    CHECK(question("{{name}}", settings).find(told) == std::string::npos);
}

TEST_CASE("where no fields are filled, none is unknown")
{
    CHECK(question("{{nmae}}", {}).find(told) == std::string::npos);
}

}  // namespace colporteur::lists
