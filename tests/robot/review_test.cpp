// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "mail/disposition.hpp"
#include "mail/message.hpp"
#include "mail/part.hpp"
#include "mail/transfer.hpp"
#include "robot/robot.hpp"
#include "store/jobs.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::robot {
namespace {

const Time noon = support::at("2026-03-01 12:00");

std::string review_of(support::House& house, std::string_view id)
{
    store::Tx tx{house.db()};
    const std::string octets = "Message-ID: " + std::string{id} +
                               "\r\nFrom: olga@example.net\r\nSubject: review lettre\r\n\r\n";
    answer(tx, support::a_site(),
           {.message = store::add_message(tx, octets, noon),
            .purpose = model::Purpose::command,
            .recipient = support::address("colporteur@info.example.org"),
            .sender = support::address("olga@example.net"),
            .received = noon},
           noon);
    tx.commit();
    return house.new_mail().at(0).octets;
}

}  // namespace

TEST_CASE("more members than a mail can hold go as a file that a spreadsheet opens safely")
{
    support::House house;
    const auto list = house.add(support::a_list());
    house.give_role(list, "olga@example.net", model::Role::owner);
    for (int i = 0; i < 500; ++i)
        house.subscribe(list, fmt::format("m{:03}@example.net", i));
    CHECK(review_of(house, "<1@x>").find("text/csv") == std::string::npos);

    const auto id = house.subscribe(list, "last@example.net");
    {
        store::Tx tx{house.db()};
        store::rename_person(tx, store::find_member(tx, id)->person.id, "=SUM(A1), \"x\"");
        tx.commit();
    }
    const mail::Message message{review_of(house, "<2@x>")};
    CHECK(mail::read_text(message).utf8.find("m001@example.net") == std::string::npos);
    mail::BodyParts parts{message.split().body, mail::content_type(message.split()).boundary};
    parts.next();
    const auto part = parts.next();
    REQUIRE(part.has_value());
    const mail::Split file = mail::split_message(*part);
    CHECK(mail::content_type(file).type == "text/csv");
    CHECK(mail::file_name(file) == "lettre-members.csv");
    const std::string csv = mail::decode_base64(file.body);
    CHECK(csv.starts_with("address,name\r\nlast@example.net,\"'=SUM(A1), \"\"x\"\"\"\r\n"));
    CHECK(csv.ends_with("m499@example.net,\r\n"));
}

}  // namespace colporteur::robot
