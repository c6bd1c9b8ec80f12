// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "intake/intake.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "support/temporary.hpp"

namespace colporteur::intake {
namespace {

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};
const Time noon = parse_time("2026-03-01 12:00").value();

mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

struct House {
    support::TemporaryStore store;
    store::Tx tx{store.db};

    House() { store::add_domain(tx, {{}, "info.example.org", "Info", "fr"}); }

    std::vector<smtp::Reply> take(std::string octets, std::vector<mail::Address> recipients)
    {
        return intake::take(
            tx, site,
            {{address("ana@example.net"), std::move(recipients), false, "mail.example.net"},
             std::move(octets),
             "192.0.2.1",
             "ESMTP",
             noon});
    }

    std::string kept()
    {
        return store::get_message(tx, store::begin_jobs(tx, 1, noon).at(0).message);
    }
};

}  // namespace

TEST_CASE("a message is kept as it came, under a Received field, 5321-15")
{
    House house;
    const std::string octets =
        "From: ana@example.net\r\nDate: Sun, 01 Mar 2026 10:00:00 +0000\r\nMessage-ID: "
        "<1@example.net>\r\nsubject:  x \r\n\r\n\xE9 body\r\n";
    CHECK(house.take(octets, {address("sympa@info.example.org")}).at(0).code == 250);
    const std::string kept = house.kept();
    CHECK(kept.starts_with(
        "Received: from mail.example.net ([192.0.2.1])\r\n by info.example.org with ESMTP\r\n for "
        "<sympa@info.example.org>;\r\n Sun, 01 Mar 2026 12:00:00 +0000\r\n"));
    CHECK(kept.ends_with("\r\n" + octets));
}

TEST_CASE("what a damaged message lacks is added, nothing of it is lost")
{
    House house;
    house.take("Subject: no From, no Date, no id\r\nthis line is no field\r\n\r\nbody\r\n",
               {address("sympa@info.example.org")});
    const mail::Message kept{house.kept()};
    CHECK(kept.from()->address == address("ana@example.net"));
    CHECK_FALSE(kept.message_id().empty());
    CHECK(kept.has_field("Date"));
    CHECK(kept.octets().find("this line is no field") != std::string::npos);
}

TEST_CASE("somebody else's Return-Path is taken away, 5321-16")
{
    House house;
    house.take(
        "Return-Path: <spoofed@example.net>\r\nFrom: ana@example.net\r\nReturn-path: "
        "<again@example.net>\r\n\r\n",
        {address("sympa@info.example.org")});
    CHECK_FALSE(mail::Message{house.kept()}.has_field("Return-Path"));
}

TEST_CASE("each recipient has an answer and a job of its own, 2033-06")
{
    House house;
    const auto replies =
        house.take("From: ana@example.net\r\n\r\n",
                   {address("sympa@info.example.org"), address("gone@info.example.org"),
                    address("postmaster@info.example.org")});
    REQUIRE(replies.size() == 3);
    CHECK(replies[0].code == 250);
    CHECK(replies[1].code == 550);
    CHECK(replies[2].code == 250);
    CHECK(store::begin_jobs(house.tx, 9, noon).size() == 2);
}

TEST_CASE("a message that goes in circles is refused, not answered, 5321-19")
{
    House house;
    std::string octets;
    for (int i = 0; i < 101; ++i)
        octets += "Received: by example.net; Sun, 01 Mar 2026 10:00:00 +0000\r\n";
    const auto replies =
        house.take(octets + "From: ana@example.net\r\n\r\n", {address("sympa@info.example.org")});
    CHECK(replies.at(0).code == 554);
    CHECK(store::begin_jobs(house.tx, 9, noon).empty());
}

}  // namespace colporteur::intake
