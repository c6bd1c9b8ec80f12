// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/copies.hpp"

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"

namespace colporteur::delivery {
namespace {

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};

const model::List lettre{.address = mail::parse_address("lettre@info.example.org").value(),
                         .title = "La lettre",
                         .language = "fr",
                         .list_id = "lettre.info.example.org"};

model::Mailing letter(std::string octets)
{
    return {.bounce_base = lettre.address,
            .personal = true,
            .priority = model::Priority::letter,
            .octets = std::move(octets)};
}

model::Delivery to(std::string_view address, int id)
{
    return {.id = static_cast<model::DeliveryId>(id),
            .member = model::MemberId{7},
            .recipient = mail::parse_address(address).value()};
}

}  // namespace

TEST_CASE("each copy has its own return address, which reveals no address and names its delivery")
{
    const auto prepared = prepare(site, letter("Subject: x\r\n\r\nhello\r\n"), lettre);
    const auto copy = render(site, prepared, to("ana@example.net", 12));
    CHECK(copy.sender.starts_with("lettre+bounce-"));
    CHECK(copy.sender.find("ana") == std::string::npos);
    const std::string token = copy.sender.substr(14, 24);
    CHECK(accounts::verify(site.secret, accounts::Use::bounce, token) == 12);
    CHECK(copy.sender != render(site, prepared, to("bea@example.net", 13)).sender);
}

TEST_CASE("each copy carries its own one-click unsubscription, RFC 8058")
{
    const auto copy = render(site, prepare(site, letter("Subject: x\r\n\r\nhello\r\n"), lettre),
                             to("ana@example.net", 12));
    const std::string token = accounts::sign(site.secret, accounts::Use::leave, 7);
    CHECK(to_text(copy) == "List-Unsubscribe: <https://info.example.org/unsubscribe/" + token +
                               ">,\r\n <mailto:lettre+leave-" + token +
                               "@info.example.org>\r\nList-Unsubscribe-Post: "
                               "List-Unsubscribe=One-Click\r\nSubject: x\r\n\r\nhello\r\n");
}

TEST_CASE("the shared octets are pointed at, not copied, and their dots are stuffed once")
{
    const auto prepared = prepare(site, letter("Subject: x\r\n\r\n.hidden\r\n"), lettre);
    const auto one = render(site, prepared, to("ana@example.net", 1));
    const auto two = render(site, prepared, to("bea@example.net", 2));
    CHECK(one.pieces.back().data() == two.pieces.back().data());
    CHECK(one.pieces.back().find("\r\n..hidden\r\n") != std::string_view::npos);
    CHECK(to_text(one).find("\r\n.hidden\r\n") != std::string::npos);
}

TEST_CASE("8-bit bodies and UTF-8 addresses ask the relay for what they need")
{
    const auto eight_bit =
        render(site, prepare(site, letter("Subject: x\r\n\r\n\xC3\xA9\r\n"), lettre),
               to("ana@example.net", 1));
    CHECK(eight_bit.eight_bit);
    CHECK_FALSE(eight_bit.utf8);
    CHECK(render(site, prepare(site, letter("Subject: x\r\n\r\n"), lettre), to("é@example.net", 1))
              .utf8);
}

}  // namespace colporteur::delivery
