// SPDX-License-Identifier: AGPL-3.0-or-later
// Many mails in a short time, through the whole of intake: what a flood may not stop.
#include <doctest/doctest.h>

#include "intake/house.hpp"

namespace colporteur::intake {
namespace {

/// As a mail program answers, with the questioned text left out and a signature that is long.
std::string answer_of(const std::string& who, int number)
{
    return "From: " + who + "\r\nSubject: Re: x\r\nMessage-ID: <a" + std::to_string(number) +
           "@example.net>\r\n\r\nok\r\n\r\nOlga Exemple, Association des jardins partag=E9s du "
           "quartier, 12 rue des Lilas\r\n";
}

}  // namespace

TEST_CASE(
    "hundreds of people may write to the automaton in one hour, and each is answered (trap 12)")
{
    // A limit for everybody together had let three hundred forged mails silence it for all.
    Discussion discussion;
    for (int i = 0; i < 310; ++i) {
        CAPTURE(i);
        const std::string who = "reader" + std::to_string(i) + "@example.net";
        const auto sent = discussion.mail("From: " + who + "\r\nSubject: subscribe lettre\r\n" +
                                              "Message-ID: <" + who + ">\r\n\r\n",
                                          {"sympa"}, who);
        REQUIRE(sent.size() == 1);
        CHECK(sent[0].to == support::address(who));
    }
}

TEST_CASE("a moderator may decide about many messages in one hour, with one signature (trap 12)")
{
    Discussion discussion;
    for (int i = 0; i < 10; ++i) {
        CAPTURE(i);
        const std::string who = "stranger" + std::to_string(i) + "@example.net";
        const auto asked =
            discussion.mail("From: " + who + "\r\nSubject: x\r\nMessage-ID: <" + who +
                                ">\r\n\r\nQuestion " + std::to_string(i) + "\r\n",
                            {"lettre"}, who);
        REQUIRE_FALSE(asked.empty());
        REQUIRE(asked[0].to == support::address("olga@example.net"));
        const std::string reply_to = mail::Message{asked[0].octets}.field("Reply-To").value();
        discussion.mail(answer_of("olga@example.net", i), {reply_to.substr(0, reply_to.find('@'))},
                        "olga@example.net");
        CHECK(discussion.letters() == i + 1);
    }
}

TEST_CASE("whoever is named by ten forged posts that wait is told of the first alone (trap 11)")
{
    Discussion discussion;
    int told = 0;
    for (int i = 0; i < 10; ++i)
        for (const support::Sent& mail : discussion.mail(
                 "From: victim@example.net\r\nSubject: x\r\nMessage-ID: <f" + std::to_string(i) +
                     "@example.net>\r\n\r\nPilules " + std::to_string(i) + "\r\n",
                 {"lettre"}, "spam@example.com"))
            told += mail.to == support::address("victim@example.net");
    CHECK(told == 1);
}

}  // namespace colporteur::intake
