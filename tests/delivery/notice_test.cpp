// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/notice.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "mail/message.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "store/progress.hpp"
#include "support/builders.hpp"
#include "text/template.hpp"

namespace colporteur::delivery {
namespace {

const Time noon = support::at("2026-03-01 12:00");

Notice goodbye(const support::House& house, const model::List& list)
{
    return {
        .to = {"Ana", support::address("ana@example.net")},
        .language = "en",
        .template_name = "mail/goodbye.txt",
        .values = {},
        .domain = house.domain(),
        .list = list,
        .in_reply_to = "<q1@example.net>",
    };
}

std::string send(support::House& house, const Notice& notice)
{
    store::Tx tx{house.db()};
    notify(tx, support::a_site(), notice, noon);
    tx.commit();
    return house.new_mail().at(0).octets;
}

}  // namespace

TEST_CASE("a notice comes from the automaton and says that nobody sat there (RFC 3834 5)")
{
    support::House house;
    const mail::Message mail{send(house, goodbye(house, house.add(support::a_list())))};

    CHECK(mail.field("From") == "Info <colporteur@info.example.org>");
    CHECK(mail.field("To") == "Ana <ana@example.net>");
    CHECK(mail.field("Auto-Submitted") == "auto-replied");
    CHECK(mail.field("In-Reply-To") == "<q1@example.net>");
    CHECK(mail.field("References") == "<q1@example.net>");
    CHECK(mail.field("X-Loop") == "colporteur@info.example.org");
    CHECK(mail.field("List-Unsubscribe") ==
          "<mailto:lettre-unsubscribe@info.example.org>");  // 2369-03
    CHECK(mail.field("Content-Language") == "en");
    CHECK_FALSE(mail.has_field("Reply-To"));
    CHECK(is_ascii(mail.octets()));
}

TEST_CASE("a notice that answers no mail says auto-generated")
{
    support::House house;
    Notice notice = goodbye(house, house.add(support::a_list()));
    notice.answers = false;
    CHECK(mail::Message{send(house, notice)}.field("Auto-Submitted") == "auto-generated");
}

TEST_CASE("notices go before letters, and their bounces come to the list")
{
    support::House house;
    send(house, goodbye(house, house.add(support::a_list())));
    const auto queued = store::queued_mailings(house.db(), true).at(0);
    CHECK(queued.priority == model::Priority::notice);
    CHECK(store::find_mailing(house.db(), queued.id)->bounce_base.text() ==
          "lettre@info.example.org");
}

TEST_CASE("what notify returns is what its reader sees")
{
    support::House house;
    const Notice notice = goodbye(house, house.add(support::a_list()));
    store::Tx tx{house.db()};
    const std::string wording = notify(tx, support::a_site(), notice, noon);
    CHECK(
        wording.starts_with("[La lettre] You have left this list\n\nIt is done: ana@example.net is "
                            "no longer subscribed"));
}

TEST_CASE("a message to show inside stays whole")
{
    support::House house;
    Notice notice = goodbye(house, house.add(support::a_list()));
    notice.original = "Subject: caf\xE9\r\n\r\n.\r\nbody\r\n";
    CHECK(send(house, notice).find(notice.original) != std::string::npos);
}

TEST_CASE("a forwarded message keeps its octets behind what is put in front")
{
    support::House house;
    store::Tx tx{house.db()};
    const std::string octets = "Subject: caf\xE9\r\n\r\nbody\r\n";
    forward(tx, support::address("lettre@info.example.org"), "X-Loop: a@b\r\n", octets,
            support::address("bob@example.net"), noon);
    tx.commit();
    const auto sent = house.new_mail();
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].to.text() == "bob@example.net");
    CHECK(sent[0].octets == "X-Loop: a@b\r\n" + octets);
}

TEST_CASE("no subject of ours is a command: each begins with a title in brackets (3834-08)")
{
    for (const std::string& name : text::template_names())
        if (name.starts_with("mail/")) {
            CAPTURE(name);
            text::Values values;
            values.set("LIST_TITLE", "T").set("DOMAIN_TITLE", "T").show("ABOUT_LIST");
            for (const char* language : {"en", "fr"})
                CHECK(text::fill_mail(name, text::language(language), values)
                          .subject.starts_with("[T]"));
        }
}

}  // namespace colporteur::delivery
