// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "policy/message_facts.hpp"
#include "policy/situation.hpp"

namespace colporteur::policy {
namespace {

constexpr std::string_view list = "town@example.org";

std::string with_crlf(std::string_view text)
{
    std::string octets;
    for (const char c : text)
        octets += c == '\n' ? std::string{"\r\n"} : std::string{c};
    return octets;
}

// Whether the condition holds for a post of these octets (LF line ends).
bool of(std::string_view octets, std::string_view condition)
{
    const mail::Message message{with_crlf(octets)};
    Facts facts = member();
    facts.message = &message;
    facts.envelope_sender = "ana@example.org";
    facts.list_addresses = {mail::parse_address(list).value(),
                            mail::parse_address("ville@example.org").value()};
    return holds(condition, facts);
}

Shape shape(std::string_view octets)
{
    return shape_of(mail::Message{with_crlf(octets)});
}

const std::string plain =
    "From: Ana <ana@example.org>\nTo: town@example.org\nSubject: The market\n\nHello\n";

// A multipart of these parts, each with its header.
std::string multipart(std::string_view type, const std::vector<std::string>& parts)
{
    std::string octets =
        "From: ana@example.org\nTo: town@example.org\nSubject: Parts\n"
        "Content-Type: multipart/" +
        std::string{type} + "; boundary=b\n\n";
    for (const std::string& part : parts)
        octets += "--b\n" + part + "\n";
    return octets + "--b--\n";
}

const std::string text_part = "Content-Type: text/plain\n\nHello\n";
const std::string html_part = "Content-Type: text/html\n\n<p>Hello</p>\n";
const std::string picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n";

}  // namespace

TEST_CASE("a plain message has nothing that a rule could mind")
{
    for (const char* condition :
         {"attachments", "attachments over 1 KB", "size over 1 KB", "recipients over 1",
          "implicit destination", "no subject", "html", "multipart", "signed", "encrypted",
          "looks like a command", "quotes a digest", "automatic", "no topic",
          "header X-Spam exists"}) {
        CAPTURE(condition);
        CHECK_FALSE(of(plain, condition));
        CHECK(of(plain, "not " + std::string{condition}));
    }
}

TEST_CASE("attachments are the parts that are not there to be read")
{
    CHECK(of(multipart("mixed", {text_part, picture + "AAAA"}), "attachments"));
    CHECK(of(multipart("mixed", {text_part, "Content-Type: message/rfc822\n\n" + plain}),
             "attachments"));
    CHECK(of(multipart("mixed", {text_part,
                                 "Content-Type: text/plain\n"
                                 "Content-Disposition: attachment\n\nnotes\n"}),
             "attachments"));
    CHECK(of("From: ana@example.org\nContent-Type: application/pdf\n\n%PDF\n", "attachments"));

    CHECK_FALSE(of(multipart("alternative", {text_part, html_part}), "attachments"));
    CHECK_FALSE(of(multipart("mixed", {text_part, text_part}), "attachments"));
    CHECK_FALSE(of(multipart("related", {html_part, picture + "AAAA"}), "attachments"));
    CHECK_FALSE(of(multipart("signed", {text_part, "Content-Type: application/pgp-signature\n\nx"}),
                   "attachments"));
    CHECK_FALSE(of(multipart("alternative", {text_part, "Content-Type: text/calendar\n\nBEGIN"}),
                   "attachments"));
    CHECK(shape(multipart("digest", {"\n" + plain, "\n" + plain})).attachments == 2);
}

TEST_CASE("attachments are weighed all together, once decoded")
{
    std::string base64;
    for (int line = 0; line < 100; ++line)
        base64 += std::string(76, 'A') + "\n";  // 57 octets each
    const Shape two = shape(multipart("mixed", {text_part, picture + base64, picture + base64}));
    CHECK(two.attachments == 2);
    CHECK(two.attachment_octets >= 2 * 5700);
    CHECK(two.attachment_octets <= 2 * 5700 + 114);
    const std::string octets = multipart("mixed", {text_part, picture + base64, picture + base64});
    CHECK(of(octets, "attachments over 11 KB"));
    CHECK_FALSE(of(octets, "attachments over 12 KB"));
    CHECK(of(octets, "size over 15 KB"));
}

TEST_CASE("size counts the octets of the whole message")
{
    const std::string octets = "\n" + std::string(998, 'x');  // one more for the CR
    CHECK_FALSE(of(octets, "size over 1 KB"));
    CHECK(of(octets + "x", "size over 1 KB"));
}

TEST_CASE("recipients are those of To and Cc")
{
    const std::string octets =
        "To: a@a.org, B <b@b.org>\nCc: friends: c@c.org, d@d.org;\nTo: e@e.org\n\n";
    CHECK(of(octets, "recipients over 4"));
    CHECK_FALSE(of(octets, "recipients over 5"));
}

TEST_CASE("an implicit destination: the list stands in none of the fields for readers")
{
    CHECK_FALSE(of("To: Town <TOWN@example.org>\n\n", "implicit destination"));
    CHECK_FALSE(of("To: x@y.org\nCc: ville@example.org\n\n", "implicit destination"));
    CHECK_FALSE(of("To: x@y.org\nResent-To: town@example.org\n\n", "bcc"));
    CHECK(of("To: undisclosed-recipients:;\n\n", "implicit destination"));
    CHECK(of("To: town@example.com\n\n", "bcc"));
    CHECK(of("Bcc: town@example.org\n\n", "bcc"));
}

TEST_CASE("subjects are decoded and compared without case or accents")
{
    const std::string octets = "Subject: =?UTF-8?Q?R=C3=A9union_du_march=C3=A9?=\n\nx\n";
    CHECK(of(octets, "subject contains \"REUNION\""));
    CHECK(of(octets, "subject contains \"réunion du\""));
    CHECK_FALSE(of(octets, "subject contains \"*union\""));
    CHECK_FALSE(of(octets, "no subject"));
    CHECK(of("From: a@b.org\n\nx\n", "no subject"));
    CHECK(of("Subject:  \n\nx\n", "no subject"));
}

TEST_CASE("the text is what a person would read")
{
    CHECK(of(multipart("alternative", {"Content-Type: text/plain; charset=iso-8859-1\n"
                                       "Content-Transfer-Encoding: quoted-printable\n\n"
                                       "gagn=E9 =\n1000 euros\n",
                                       html_part}),
             "text contains \"GAGNÉ 1000\""));
    CHECK(of("Content-Type: text/html\n\n<p>You have <b>won</b></p>\n",
             "text contains \"have won\""));
    CHECK_FALSE(of(plain, "text contains \"market\""));
}

TEST_CASE("header fields are named, decoded and compared as a whole or in part")
{
    const std::string octets =
        "X-Spam-Flag: YES\nX-Tag: one\nX-Tag: =?UTF-8?Q?d=C3=A9ux?=\n\ntext\n";
    CHECK(of(octets, "header x-spam-flag contains \"yes\""));
    CHECK(of(octets, "header X-Spam-Flag matches \"y?s\""));
    CHECK_FALSE(of(octets, "header X-Spam-Flag matches \"ye\""));
    CHECK(of(octets, "header X-Tag matches \"de*\""));
    CHECK(of(octets, "header X-Tag exists"));
    CHECK_FALSE(of(octets, "header X-Other exists"));
    CHECK_FALSE(of(octets, "header X-Other contains \"x\""));
}

TEST_CASE("HTML alone is HTML without any plain text")
{
    CHECK(of("Content-Type: text/html\n\n<p>x</p>\n", "html"));
    CHECK(of(multipart("related", {html_part, picture + "AAAA"}), "html alone"));
    CHECK_FALSE(of(multipart("alternative", {text_part, html_part}), "html"));
    CHECK_FALSE(of(picture + "AAAA", "html"));
}

TEST_CASE("multipart is said of the message itself")
{
    CHECK(of(multipart("alternative", {text_part, html_part}), "multipart"));
    CHECK_FALSE(of(plain, "multipart"));
}

TEST_CASE("signed and encrypted messages are known by their form (3156-01)")
{
    const std::string pgp_signature = "Content-Type: application/pgp-signature\n\nx";
    CHECK(of(multipart("signed", {text_part, pgp_signature}), "signed"));
    CHECK(of("Content-Type: application/pkcs7-mime; smime-type=Signed-Data\n\nx\n", "signed"));
    CHECK(of("\n-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n", "signed"));
    CHECK(of(multipart("encrypted", {"Content-Type: application/pgp-encrypted\n\nVersion: 1\n",
                                     "Content-Type: application/octet-stream\n\nx\n"}),
             "encrypted"));
    CHECK(
        of("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx\n", "encrypted"));
    CHECK(of("\n-----BEGIN PGP MESSAGE-----\n\nx\n", "encrypted"));
    CHECK_FALSE(of(multipart("signed", {text_part, pgp_signature}), "encrypted"));
    CHECK_FALSE(of("Content-Type: application/pkcs7-mime\n\nx\n", "signed"));
}

TEST_CASE("an answer to a digest is known by its subject or by what it quotes (1153-01)")
{
    const std::string line(30, '-');
    CHECK(of("Subject: Re: Town Digest, Vol 12, Issue 3\n\nx\n", "quotes a digest"));
    CHECK(of("\nYes!\n> " + line + "\n> Date: x\n> " + line + "\n", "quotes a digest"));
    CHECK_FALSE(of("\n" + line + "\nx\n", "quotes a digest"));
    CHECK_FALSE(of("\n" + line + "-\nx\n" + line + "-\n", "quotes a digest"));
}

TEST_CASE("what machines write is automatic (3834-05)")
{
    CHECK(of("From: ana@example.org\nAuto-Submitted: auto-replied\n\nx\n", "automatic"));
}

TEST_CASE("what only the caller knows")
{
    const mail::Message message{with_crlf(plain)};
    Facts facts = member();
    facts.message = &message;
    facts.looks_like_command = true;
    facts.has_topic = false;
    CHECK(holds("looks like a command", facts));
    CHECK(holds("no topic", facts));
}

TEST_CASE("a bottomless or endless message costs a bounded walk (trap 15)")
{
    std::string deep = "From: a@b.org\n";
    for (int i = 0; i < 1000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
                std::to_string(i) + "\n";
    CHECK(shape(deep + picture + "AAAA").attachments == 0);

    const Shape wide = shape(multipart("mixed", std::vector<std::string>(5000, picture + "AAAA")));
    CHECK(wide.attachments == 100);
}

}  // namespace colporteur::policy
