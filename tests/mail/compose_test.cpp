// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/compose.hpp"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/disposition.hpp"
#include "mail/message.hpp"
#include "mail/part.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

Time at(std::string_view text)
{
    return parse_time(text).value();
}

Address address(std::string_view text)
{
    return parse_address(text).value();
}

Draft english()
{
    return {
        .from = {"Lettre", address("lettre-request@info.example.org")},
        .to = {"", address("ana@example.org")},
        .reply_to = {},
        .subject = "Your subscription",
        .text = "Hello,\n\nyou are subscribed.\n\n-- \nColporteur\n",
        .language = "en",
        .message_id = "<m1.1772359200000000@info.example.org>",
        .in_reply_to = "",
        .more = {{"Auto-Submitted", "auto-generated"}},
        .date = at("2026-03-01 10:00"),
    };
}

Draft french()
{
    Draft draft = english();
    draft.from.name = "La lettre d'été";
    draft.to.name = "Lüders, Ana";
    draft.reply_to = address("lettre+confirm-abc234@info.example.org");
    draft.subject = "Confirmez votre abonnement à « La lettre d’été de l’association des amis »";
    draft.text =
        "Bonjour,\n\nquelqu’un, vous sans doute, a demandé d’abonner cette adresse à la lettre "
        "d’été. Répondez à ce message, ou ouvrez cette page :\n\n"
        "https://info.example.org/confirm/"
        "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwxyz"
        "?lang=fr\n\n- première chose : ne rien faire, et rien ne se passera, nous n’écrirons "
        "plus\n";
    draft.language = "fr";
    draft.in_reply_to = "<q@example.org>";
    draft.more = {{"Auto-Submitted", "auto-replied"},
                  {"List-Unsubscribe",
                   "<https://info.example.org/u/abcdefghijklmnopqrst>, "
                   "<mailto:lettre-leave@info.example.org?subject=leave>"}};
    return draft;
}

std::string golden(const std::string& name)
{
    std::ifstream file{std::string{TESTS_DIR} + "/mail/golden/" + name, std::ios::binary};
    std::ostringstream octets;
    octets << file.rdbuf();
    return octets.str();
}

}  // namespace

TEST_CASE("a composed message is what the golden file shows, byte for byte")
{
    CHECK(compose(english()) == golden("plain.eml"));
    CHECK(compose(french()) == golden("accents.eml"));
    CHECK(compose_with_message(french(),
                               "From: bob@example.org\r\nSubject: \xE9\r\n\r\n--=_\r\nno end") ==
          golden("forward.eml"));
}

TEST_CASE("a composed message can be read again")
{
    const Message message{compose(french())};
    CHECK(message.subject() == french().subject);
    CHECK(message.from()->name == "La lettre d'été");
    CHECK(message.language() == "fr");
    CHECK(message.message_id() == french().message_id);
    CHECK(message.field("References") == "<q@example.org>");
    const std::string text = read_text(message).utf8;
    CHECK(text.find("abonner cette adresse à la\nlettre d’été.") != std::string::npos);
    CHECK(text.find("abcdefghijklmnopqrstuvwxyz?lang=fr\n") != std::string::npos);
}

TEST_CASE("a composed message is ASCII in short lines, whatever the draft holds")
{
    Draft draft = french();
    draft.subject += "\r\nBcc: eve@example.org\r\n\r\n" + std::string(2000, 'x');
    draft.text += std::string(5000, 'y') + '\0' + "\r\n.\r\n\xFF";
    draft.more.emplace_back("X-Note\r\nBcc", "été\r\nBcc: eve@example.org");
    const std::string octets = compose(draft);
    CHECK(is_ascii(octets));
    for (std::string_view line : split(octets, '\n')) {
        CHECK(line.size() <= 79);  // with its CR
        CHECK((line.empty() || line.ends_with('\r')));
    }
    CHECK_FALSE(Message{octets}.has_field("Bcc"));
    CHECK(octets.find('\0') == std::string::npos);
}

TEST_CASE("each field that may stand once stands once (5322-01)")
{
    Draft draft = french();
    draft.more.emplace_back("References", "<p@example.org> <q@example.org>");
    const Message message{compose(draft)};
    for (const std::string_view name :
         {"Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References",
          "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language"}) {
        CAPTURE(name);
        CHECK(message.count(name) == 1);
    }
}

TEST_CASE("an enclosed message is untouched and cannot end its own part")
{
    const std::string forged = compose_with_message(english(), "Subject: x\r\n\r\nx");
    const std::string octets = compose_with_message(english(), forged);
    CHECK(octets.find("\r\n\r\n" + forged + "\r\n--") != std::string::npos);
    CHECK(read_text(Message{octets}).utf8.starts_with("Hello,"));
}

TEST_CASE("files go along as they are, under their own names")
{
    std::string octets;
    for (int i = 0; i < 1000; ++i)
        octets += static_cast<char>(i % 256);
    const Message message{compose_with_files(
        english(), {{"members.csv", "text/csv; charset=utf-8", "a,b\r\n"},
                    {"abonnés \"d’été\".bin", "application/octet-stream", octets},
                    {"a\"b.txt", "text/plain", "x"}})};
    CHECK(is_ascii(message.octets()));
    CHECK(read_text(message).utf8.starts_with("Hello,"));
    BodyParts parts{message.split().body, content_type(message.split()).boundary};
    parts.next();
    std::vector<std::pair<std::string, std::string>> found;
    while (const auto part = parts.next()) {
        const Split file = split_message(*part);
        CHECK(first_word(file, "Content-Disposition") == "attachment");
        found.emplace_back(file_name(file), decode_base64(file.body));
    }
    REQUIRE(found.size() == 3);
    CHECK(found[0] == std::pair<std::string, std::string>{"members.csv", "a,b\r\n"});
    CHECK(found[1].first == "abonnés \"d’été\".bin");
    CHECK(found[1].second == octets);
    CHECK(found[2].first == "a\"b.txt");
}

TEST_CASE("the name of a file cannot end its field, trap 18")
{
    const std::string octets =
        compose_with_files(english(), {{"x\r\nBcc: eve@example.org\r\n\r\n", "text/plain", "y"}});
    CHECK(octets.find("\nBcc") == std::string::npos);
}

TEST_CASE("a message and a file may go along together")
{
    const std::string original = "Subject: x\r\n\r\n--=_\r\nx";
    const Message message{
        compose_with_files(english(), {{.type = "message/rfc822", .octets = original},
                                       {"a.txt", "text/plain; charset=utf-8", "y"}})};
    CHECK(message.octets().find("\r\n\r\n" + original + "\r\n--") != std::string::npos);
    CHECK(message.octets().find("filename=\"a.txt\"") != std::string::npos);
}

TEST_CASE("text is an entity of its own, its lines kept, encoded only where it must be")
{
    CHECK(text_entity("Hello,\n  you\n", "en") ==
          "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n"
          "Content-Language: en\r\n\r\nHello,\r\n  you\r\n");
    CHECK(text_entity("é\n", "") ==
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9\r\n");
    const std::string line(2000, 'x');
    const std::string entity = text_entity(line + "\n", "en");
    CHECK(is_seven_bit(entity));
    CHECK(read_text(Message{entity}).utf8 == line + "\n");
}

TEST_CASE("dates and message-ids are as RFC 5322 has them")
{
    CHECK(format_date(at("2026-03-01 10:00")) == "Sun, 01 Mar 2026 10:00:00 +0000");
    CHECK(format_date(at("2024-02-29T23:59:59Z")) == "Thu, 29 Feb 2024 23:59:59 +0000");
    CHECK(make_message_id("m42.1772359200000000", "example.org") ==
          "<m42.1772359200000000@example.org>");
    CHECK(make_message_id("a b>\r\n", "example.org") == "<ab@example.org>");
}

TEST_CASE("what a message lacks is added once (5322-04)")
{
    const Time received = at("2026-03-01 10:00");
    const auto missing = [&](const std::string& octets, std::string_view sender) {
        return missing_fields(Message{octets}, received, "m42", "example.org", sender);
    };
    const std::string date = "Date: Sun, 01 Mar 2026 10:00:00 +0000\r\n";
    const std::string id = "Message-ID: <m42.1772359200000000@example.org>\r\n";
    CHECK(missing("From: a@b.org\r\nDate: x\r\nMessage-Id: <x@y>\r\n\r\n", "c@d.org") == "");
    CHECK(missing("Subject: x\r\n\r\nx", "c@d.org") == date + id + "From: c@d.org\r\n");
    CHECK(missing("Subject: x\r\n\r\nx", "") == date + id);
    CHECK(missing("Date: x\r\nMessage-ID: \r\n\r\nx", "") == id);  // trap 8
    CHECK(missing("\r\nx", "") == date + id);
    CHECK(missing("all body", "") == date + id + "\r\n");
}

}  // namespace colporteur::mail
