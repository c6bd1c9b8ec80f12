// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sealing_room.hpp"

#include <map>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include "mail/message.hpp"

namespace colporteur::app {
namespace {

const model::List lettre{.address = mail::parse_address("lettre@info.example.org").value(),
                         .title = "La lettre"};

model::Site signing_site()
{
    const auto key = std::make_shared<const mail::SigningKey>(
        mail::SigningKey::make(mail::SigningKey::Kind::ed25519));
    model::Site site{
        .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};
    site.signers = {{"info.example.org", "2026", key}};
    return site;
}

Parcel parcel_for(int id, const std::shared_ptr<const delivery::Prepared>& prepared)
{
    return {.delivery = {.id = model::DeliveryId{id},
                         .member = model::MemberId{id},
                         .recipient = mail::parse_address("ana@example.net").value()},
            .prepared = prepared,
            .reader = {.name = fmt::format("Ana {}", id)}};
}

std::string text_of(const smtp::Copy& copy)
{
    return mail::read_text(mail::Message{delivery::to_text(copy)}).utf8;
}

}  // namespace

TEST_CASE("each sealed copy holds the values of its own reader, on whichever core it was made")
{
    constexpr int count = 50;
    const auto site = std::make_shared<const model::Site>(signing_site());
    const model::Mailing mailing{.bounce_base = lettre.address,
                                 .fields = true,
                                 .octets = "Subject: x\r\n\r\nBonjour {{name}}.\r\n"};
    const auto prepared =
        delivery::prepare(*site, mailing, lettre, parse_time("2026-03-01 12:00").value());
    REQUIRE(prepared->seal.has_value());
    std::vector<Parcel> parcels;
    for (int id = 1; id <= count; ++id)
        parcels.push_back(parcel_for(id, prepared));

    boost::asio::io_context here;
    auto waiting = boost::asio::make_work_guard(here);
    std::map<std::int64_t, std::string> texts;
    SealingRoom room{here.get_executor(), site, [&](const std::vector<Parcel>& sealed) {
                         for (const Parcel& parcel : sealed)
                             texts[model::number(parcel.delivery.id)] = text_of(*parcel.copy);
                         if (texts.size() == count)
                             waiting.reset();
                     }};
    room.seal(std::move(parcels));
    here.run();
    CHECK(room.inside() == 0);
    for (int id = 1; id <= count; ++id)
        CHECK(texts[id] == fmt::format("Bonjour Ana {}.\n", id));
}

}  // namespace colporteur::app
