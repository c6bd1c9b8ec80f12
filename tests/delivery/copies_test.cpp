// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/copies.hpp"

#include <set>

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "mail/message.hpp"
#include "smtp/data.hpp"

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

model::Mailing with_fields(std::string octets)
{
    model::Mailing mailing = letter(std::move(octets));
    mailing.fields = true;
    return mailing;
}

const std::string fielded =
    "Subject: Pour {{name|vous}}\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    ".un  \xE9t\xE9 \xE0 {{city}}\r\n.{{name}}\r\n{{unsubscribe_link}} {{list}} {{address}}\r\n"
    "--b\r\nContent-Disposition: attachment\r\n\r\n.{{name}}\r\n..  \r\n--b--\r\n\r\n\r\n";

const Reader ana_reader{.name = "Ana", .attributes = {{"city", ".Łódź"}}};

smtp::Copy copy_for(const Reader& reader, const std::shared_ptr<const Prepared>& prepared,
                    const model::Site& from = site)
{
    const model::Delivery delivery = to("ana@example.net", 12);
    return render(from, prepared, {&delivery, 1}, noon, reader);
}

// What DATA sends, without its lone dot.
std::string stuffed_text(const smtp::Copy& copy)
{
    std::string text;
    for (const std::string_view piece : copy.stuffed.empty() ? copy.pieces : copy.stuffed)
        text += piece;
    return text;
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

TEST_CASE("two readers get their own text, Subject and link, and what else there is they share")
{
    const auto prepared = prepare(site, with_fields(fielded), lettre, noon, {"city"});
    const smtp::Copy ana = copy_for(ana_reader, prepared);
    const smtp::Copy unnamed = copy_for({.address = "bea@example.net"}, prepared);
    const mail::Message first{to_text(ana)};
    const mail::Message second{to_text(unnamed)};
    CHECK(first.subject() == "Pour Ana");
    CHECK(second.subject() == "Pour vous");
    const std::string link = "https://info.example.org/unsubscribe/" +
                             accounts::sign(site.secret, accounts::Use::leave, 7);
    CHECK(mail::read_text(first).utf8 ==
          ".un  été à .Łódź\n.Ana\n" + link + " La lettre ana@example.net");
    CHECK(mail::read_text(second).utf8 == ".un  été à \n.\n" + link + " La lettre bea@example.net");
    CHECK(ana.pieces.back().data() == unnamed.pieces.back().data());
    CHECK(to_text(ana).ends_with("\r\n\r\n.{{name}}\r\n..  \r\n--b--\r\n\r\n\r\n"));
    CHECK_FALSE(ana.eight_bit);
    CHECK_FALSE(ana.utf8);
}

TEST_CASE("the dots of a filled copy are stuffed wherever they stand (trap 17)")
{
    const auto prepared = prepare(site, with_fields(fielded), lettre, noon, {"city"});
    for (const Reader& reader : {Reader{}, ana_reader, Reader{.name = ".", .attributes = {}}}) {
        const smtp::Copy copy = copy_for(reader, prepared);
        CHECK(copy.stuffed.size() == copy.pieces.size());
        CHECK(stuffed_text(copy) == smtp::stuff_dots(to_text(copy)));
    }
}

TEST_CASE("a filled copy is signed as it is sent, whatever the values (6376-03)")
{
    const model::Site signing = signing_site();
    const std::string header = "From: ana@info.example.org\r\n";
    for (const std::string& octets : {header + fielded, header + "\r\n{{name}}",
                                      header + "\r\n\r\n{{name}}\r\n\r\n{{name}}\r\n\r\n"}) {
        const auto prepared = prepare(signing, with_fields(octets), lettre, noon, {"city"});
        REQUIRE_FALSE(prepared->filling.empty());
        for (const Reader& reader : {Reader{}, ana_reader, Reader{.name = " a  b "}}) {
            const std::string text = to_text(copy_for(reader, prepared, signing));
            const mail::Split whole = mail::split_message(text);
            REQUIRE(whole.fields.front().name == "DKIM-Signature");
            const std::string own_and_shared{whole.header.substr(whole.fields.front().raw.size())};
            const std::size_t own_size =
                own_and_shared.find(mail::split_message(prepared->content).fields.front().raw);
            const std::string_view own = std::string_view{own_and_shared}.substr(0, own_size);
            const mail::DkimSeal seal{prepared->signers, own,
                                      std::string_view{own_and_shared}.substr(own_size),
                                      whole.body};
            CHECK(seal.sign(own, noon) == whole.fields.front().raw);
            CHECK(mail::unfold(whole.fields.front().body)
                      .find("bh=" + to_base64(sha256(mail::relaxed_body(whole.body)))) !=
                  std::string::npos);
        }
    }
}

TEST_CASE(
    "fields make copies personal where the list would share them, and only where there are some")
{
    model::Mailing mailing = with_fields("Subject: x\r\n\r\n{{name}}\r\n");
    mailing.personal = false;
    const auto filled = prepare(site, mailing, lettre, noon);
    CHECK(filled->personal);
    CHECK_FALSE(filled->shared);
    CHECK(to_text(copy_for(ana_reader, filled)).find("One-Click") != std::string::npos);

    mailing.octets = "Subject: x\r\n\r\n{{city}}\r\n";  // nobody has one
    const auto shared = prepare(site, mailing, lettre, noon);
    CHECK(shared->shared);
    CHECK(to_text(copy_for(ana_reader, shared)).ends_with("\r\n\r\n{{city}}\r\n"));
}

TEST_CASE("where fields are not asked for, or there is no list, nothing is filled")
{
    const std::string octets = "Subject: {{name}}\r\n\r\n{{name}}\r\n";
    CHECK(to_text(copy_for(ana_reader, made_ready(octets))).ends_with(octets));
    CHECK(to_text(copy_for(ana_reader, prepare(site, with_fields(octets), std::nullopt, noon))) ==
          octets);
}

TEST_CASE(
    "for a relay without 8BITMIME a letter with fields is made again and filled again (6152-01)")
{
    std::string octets = fielded;
    octets.replace(octets.find("..  \r\n"), 2, "\xC3\xA9");
    const auto prepared = prepare(site, with_fields(octets), lettre, noon, {"city"});
    REQUIRE(prepared->eight_bit);
    const auto plainer = without(*prepared, smtp::Lack::eight_bit, noon);
    CHECK_FALSE(plainer->refusal.has_value());
    CHECK_FALSE(plainer->eight_bit);
    const mail::Message before{to_text(copy_for(ana_reader, prepared))};
    const mail::Message after{to_text(copy_for(ana_reader, plainer))};
    CHECK(after.subject() == "Pour Ana");
    CHECK(mail::read_text(after).utf8 == mail::read_text(before).utf8);
    CHECK(after.octets().find("=2E{{name}}") == std::string::npos);  // the attachment is no text
    CHECK(after.octets().find(".{{name}}\r\n=C3=A9") != std::string::npos);
}

TEST_CASE(
    "a copy of a letter with 100,000 fields points at what is shared, and holds each value once")
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += "Bonjour {{name}}, et encore bonjour. Il fait beau aujourd'hui, n'est-ce pas ?\r\n";
    const auto prepared = prepare(site, with_fields("Subject: x\r\n\r\n" + text), lettre, noon, {});
    const smtp::Copy copy = copy_for(ana_reader, prepared);
    CHECK(copy.pieces.size() == 2 + 2 * 100'000);
    const auto is_shared = [&](std::string_view piece) {
        return piece.data() >= prepared->content.data() &&
               piece.data() < prepared->content.data() + prepared->content.size();
    };
    std::set<const void*> own;
    for (const std::string_view piece : copy.pieces)
        if (!is_shared(piece))
            own.insert(piece.data());
    CHECK(own.size() == 2);  // the header fields, and "Ana"
}

}  // namespace colporteur::delivery
