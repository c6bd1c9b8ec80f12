// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes in circles, comes twice or comes from machines, through the whole of intake.
#include <doctest/doctest.h>

#include "intake/house.hpp"

namespace colporteur::intake {
namespace {

using support::address;

const std::string post =
    "From: Ana <ana@example.net>\r\nTo: lettre@info.example.org\r\nSubject: Samedi\r\nMessage-ID: "
    "<1@example.net>\r\n\r\nQui vient ?\r\n";

std::string with(const std::string& field)
{
    return field + "\r\n" + post;
}

}  // namespace

TEST_CASE("a post goes out with a mark, and with the mark it does not go out again (trap 10)")
{
    Discussion discussion;
    const auto sent = discussion.mail(post, {"lettre"});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].to == address("ana@example.net"));
    CHECK(discussion.mail(sent[0].octets, {"lettre"}).empty());
    std::string stripped = sent[0].octets;
    stripped.replace(stripped.find("List-Id"), 7, "X-Other");
    stripped.replace(stripped.find("List-Post"), 9, "X-Another");
    stripped += "footer of another list\r\n";
    CHECK(discussion.mail(stripped, {"lettre"}).empty());
}

TEST_CASE("the same post twice is one copy, by whatever way it comes (trap 8)")
{
    Discussion discussion;
    CHECK(discussion.mail(post, {"lettre"}).size() == 1);
    CHECK(discussion.mail(with("Received: from elsewhere; x"), {"lettre"}).empty());
    CHECK(discussion.mail(post, {"lettre", "lettre"}).empty());
}

TEST_CASE("a reused Message-ID does not swallow another post (trap 8)")
{
    Discussion discussion;
    CHECK(discussion.mail(post, {"lettre"}).size() == 1);
    CHECK(discussion.mail(post + "Et dimanche ?\r\n", {"lettre"}).size() == 1);
}

TEST_CASE("a post to two lists is one copy for each (trap 9)")
{
    Discussion discussion;
    const auto other = discussion.house.add(
        support::a_list().named("autre@info.example.org").of_kind(model::Kind::discussion));
    discussion.house.subscribe(other, "ana@example.net");
    CHECK(discussion.mail(post, {"lettre", "autre"}).size() == 2);
}

TEST_CASE("a dropped copy does not use up the post it was forged from (trap 10)")
{
    Discussion discussion;
    CHECK(discussion.mail(with("Auto-Submitted: auto-replied"), {"lettre"}).empty());
    CHECK(discussion.mail(with("List-Id: <lettre.info.example.org>"), {"lettre"}).empty());
    CHECK(discussion.mail(post, {"lettre"}).size() == 1);
}

TEST_CASE("a forged X-Loop lets an owner decide, and keeps no mail from the owners (trap 10)")
{
    Discussion discussion;
    const auto held = discussion.mail(with("X-Loop: lettre@info.example.org"), {"lettre"});
    REQUIRE(held.size() == 1);
    CHECK(held[0].to == address("olga@example.net"));
    const auto handed =
        discussion.mail(with("X-Loop: lettre-owner@info.example.org"), {"lettre-owner"});
    REQUIRE(handed.size() == 1);
    CHECK(handed[0].to == address("olga@example.net"));
}

TEST_CASE("mail for owners and admins that comes back goes no further (trap 10)")
{
    Discussion discussion;
    for (const std::string door : {"lettre-owner", "postmaster"}) {
        CAPTURE(door);
        const auto handed = discussion.mail(post, {door});
        REQUIRE(handed.size() == 1);
        CHECK(discussion.mail(handed[0].octets, {door}).empty());
    }
}

TEST_CASE("vacation mail, bounces and an empty reverse-path reach no reader (traps 10, 14)")
{
    Discussion discussion;
    CHECK(discussion.mail(with("X-Autoreply: yes"), {"lettre"}).empty());
    CHECK(discussion
              .mail("From: postmaster@example.net\r\nSubject: Courrier non remis\r\n\r\nx\r\n",
                    {"lettre"})
              .empty());
    for (const std::string door : {"lettre", "lettre-subscribe", "lettre-unsubscribe", "sympa"}) {
        CAPTURE(door);
        CHECK(discussion.mail(post, {door}, "").empty());
    }
}

TEST_CASE("people may read a bounce: the owners' addresses pass it on (trap 14)")
{
    Discussion discussion;
    for (const std::string door : {"lettre-request", "lettre-owner"}) {
        CAPTURE(door);
        const auto handed = discussion.mail(post, {door}, "");
        REQUIRE(handed.size() == 1);
        CHECK(handed[0].to == address("olga@example.net"));
    }
}

TEST_CASE("a command to the list reaches nobody; its sender is told where it belongs")
{
    Discussion discussion;
    const auto told = discussion.mail(
        "From: Ben <ben@example.net>\r\nTo: lettre@info.example.org\r\nSubject: "
        "x\r\n\r\nDésabonner\r\n",
        {"lettre"}, "ben@example.net");
    REQUIRE(told.size() == 1);
    CHECK(told[0].to == address("ben@example.net"));
    CHECK(told[0].octets.find("lettre-unsubscribe@info.example.org") != std::string::npos);
}

TEST_CASE("a command to the list and to the robot is answered by the robot alone")
{
    const std::string both =
        "From: Ben <ben@example.net>\r\nTo: lettre@info.example.org, Automate "
        "<SYMPA@info.example.org>\r\nSubject: help\r\nMessage-ID: <2@example.net>\r\n\r\n";
    Discussion discussion;
    SUBCASE("in one transaction, and once, should it come again (trap 8)")
    {
        CHECK(discussion.mail(both, {"lettre", "sympa"}, "ben@example.net").size() == 1);
        CHECK(discussion.mail(both, {"sympa"}, "ben@example.net").empty());
    }
    SUBCASE("the list first, in a transaction of its own")
    {
        CHECK(discussion.mail(both, {"lettre"}, "ben@example.net").empty());
        CHECK(discussion.mail(both, {"sympa"}, "ben@example.net").size() == 1);
    }
}

TEST_CASE("no command to a list is answered when a machine wrote it (trap 11)")
{
    Discussion discussion;
    CHECK(discussion
              .mail("From: Ben <ben@example.net>\r\nPrecedence: bulk\r\nSubject: "
                    "unsubscribe\r\n\r\n",
                    {"lettre"}, "ben@example.net")
              .empty());
}

TEST_CASE("LIST-editor@ is read by the moderators, or by the owners where there are none")
{
    Discussion discussion;
    const auto to_editors = [&](const std::string& subject) {
        std::vector<std::string> readers;
        for (const auto& sent :
             discussion.mail("From: Ana <ana@example.net>\r\nMessage-ID: <" + subject +
                                 "@x>\r\nSubject: " + subject + "\r\n\r\nA word.\r\n",
                             {"lettre-editor"}))
            readers.push_back(sent.to.text());
        return readers;
    };
    CHECK(to_editors("one") == std::vector<std::string>{"olga@example.net"});
    discussion.house.give_role(discussion.list, "mo@example.net", model::Role::moderator);
    CHECK(to_editors("two") == std::vector<std::string>{"mo@example.net"});
}

TEST_CASE("owner-LIST@ is LIST-owner@ by its older name, 2142-01")
{
    Discussion discussion;
    const auto sent = discussion.mail(post, {"owner-lettre"});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].to == address("olga@example.net"));
    CHECK(sent[0].octets.ends_with(post));
    CHECK(discussion.mail(sent[0].octets, {"owner-lettre"}).empty());
}

}  // namespace colporteur::intake
