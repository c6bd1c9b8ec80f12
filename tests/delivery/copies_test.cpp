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

const Time noon = parse_time("2026-03-01 12:00").value();

std::shared_ptr<const Prepared> made_ready(std::string octets)
{
    return prepare(site, letter(std::move(octets)), lettre, noon);
}

smtp::Copy render_one(const std::shared_ptr<const Prepared>& prepared,
                      const model::Delivery& delivery)
{
    return render(site, prepared, {&delivery, 1}, noon);
}

model::Site signing_site()
{
    model::Site signing = site;
    const auto key = std::make_shared<const mail::SigningKey>(
        mail::SigningKey::make(mail::SigningKey::Kind::ed25519));
    signing.signers = {{"info.example.org", "2026", key},
                       {"example.net", "author", key},
                       {"elsewhere.example", "no", key}};
    return signing;
}

int signatures_in(std::string_view text)
{
    int count = 0;
    for (auto at = text.find("DKIM-Signature:"); at != std::string_view::npos;
         at = text.find("DKIM-Signature:", at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("each copy has its own return address, which reveals no address and names its delivery")
{
    const auto prepared = made_ready("Subject: x\r\n\r\nhello\r\n");
    const auto copy = render_one(prepared, to("ana@example.net", 12));
    CHECK(copy.sender.starts_with("lettre+bounce-"));
    CHECK(copy.sender.find("ana") == std::string::npos);
    const std::string token = copy.sender.substr(14, 24);
    CHECK(accounts::verify(site.secret, accounts::Use::bounce, token) == 12);
    CHECK(copy.sender != render_one(prepared, to("bea@example.net", 13)).sender);
}

TEST_CASE("each copy carries its own one-click unsubscription, RFC 8058")
{
    const auto copy =
        render_one(made_ready("Subject: x\r\n\r\nhello\r\n"), to("ana@example.net", 12));
    const std::string token = accounts::sign(site.secret, accounts::Use::leave, 7);
    CHECK(to_text(copy) == "List-Unsubscribe: <https://info.example.org/unsubscribe/" + token +
                               ">,\r\n <mailto:lettre+leave-" + token +
                               "@info.example.org>\r\nList-Unsubscribe-Post: "
                               "List-Unsubscribe=One-Click\r\nSubject: x\r\n\r\nhello\r\n");
}

TEST_CASE("the shared octets are pointed at, not copied, and their dots are stuffed once")
{
    const auto prepared = made_ready("Subject: x\r\n\r\n.hidden\r\n");
    const auto one = render_one(prepared, to("ana@example.net", 1));
    const auto two = render_one(prepared, to("bea@example.net", 2));
    CHECK(one.pieces.back().data() == two.pieces.back().data());
    CHECK(one.stuffed.back().find("\r\n..hidden\r\n") != std::string_view::npos);
    CHECK(one.stuffed.back().data() == two.stuffed.back().data());
    CHECK(to_text(one).find("\r\n.hidden\r\n") != std::string::npos);
}

TEST_CASE("8-bit bodies and UTF-8 addresses ask the relay for what they need")
{
    const auto eight_bit =
        render_one(made_ready("Subject: x\r\n\r\n\xC3\xA9\r\n"), to("ana@example.net", 1));
    CHECK(eight_bit.eight_bit);
    CHECK_FALSE(eight_bit.utf8);
    CHECK(render_one(made_ready("Subject: x\r\n\r\n"), to("é@example.net", 1)).utf8);
}

TEST_CASE("copies are signed by the list's domain and by the author's, and by nobody else")
{
    const model::Site signing = signing_site();
    const auto prepared = prepare(
        signing, letter("From: ana@example.net\r\nSubject: x\r\n\r\nhello\r\n"), lettre, noon);
    const model::Delivery ana = to("ana@example.net", 12);
    const std::string text = to_text(render(signing, prepared, {&ana, 1}, noon));
    CHECK(signatures_in(text) == 2);
    CHECK(text.find("d=info.example.org") != std::string::npos);
    CHECK(text.find("d=example.net") != std::string::npos);
    CHECK(text.find("List-Unsubscribe-Post:") > text.rfind("DKIM-Signature:"));
}

TEST_CASE("where nothing is personal, all readers share octets, return address and signature")
{
    const model::Site signing = signing_site();
    model::Mailing shared = letter("Subject: x\r\n\r\nhello\r\n");
    shared.id = model::MailingId{5};
    shared.personal = false;
    const auto prepared = prepare(signing, shared, lettre, noon);
    const std::vector readers{to("ana@example.net", 12), to("bea@example.net", 13)};
    const smtp::Copy copy = render(signing, prepared, readers, noon);
    REQUIRE(copy.recipients.size() == 2);
    CHECK(copy.recipients[1].address == "bea@example.net");
    CHECK(copy.recipients[1].id == 13);
    CHECK(accounts::verify(site.secret, accounts::Use::letter, copy.sender.substr(14, 24)) == 5);
    CHECK(accounts::verify(site.secret, accounts::Use::bounce, copy.sender.substr(14, 24)) ==
          std::nullopt);
    const std::string text = to_text(copy);
    CHECK(signatures_in(text) == 1);
    CHECK(text.find("List-Unsubscribe: <mailto:lettre-unsubscribe@info.example.org>") !=
          std::string::npos);
    CHECK(text.find("One-Click") == std::string::npos);
}

TEST_CASE("for a relay without 8BITMIME a letter is made again, and its signature with it")
{
    const auto prepared = made_ready(
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\na long summer, un long \xC3\xA9t\xC3\xA9\r\n");
    const auto plainer = without(*prepared, smtp::Lack::eight_bit, noon);
    CHECK_FALSE(plainer->refusal.has_value());
    CHECK_FALSE(plainer->eight_bit);
    CHECK(plainer->id == prepared->id);
    CHECK(plainer->content.find("=C3=A9t=C3=A9") != std::string::npos);
}

TEST_CASE("a signed part is never recoded: the refusal says why, 3156-03")
{
    const auto prepared = made_ready(
        "Subject: x\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "\xC3\xA9t\xC3\xA9\r\n--b\r\nContent-Type: "
        "application/pgp-signature\r\n\r\nx\r\n--b--\r\n");
    const auto plainer = without(*prepared, smtp::Lack::eight_bit, noon);
    REQUIRE(plainer->refusal.has_value());
    CHECK(plainer->refusal->enhanced == "5.6.3");
    CHECK(plainer->content == prepared->content);
}

}  // namespace colporteur::delivery
