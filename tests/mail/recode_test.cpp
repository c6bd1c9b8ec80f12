// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/recode.hpp"

#include <random>

#include <doctest/doctest.h>

#include "mail/address.hpp"
#include "mail/message.hpp"
#include "recode_property.hpp"

namespace colporteur::mail {
namespace {

std::string seven(std::string_view octets)
{
    const auto result = to_seven_bit(octets);
    return result ? *result : "refused: " + result.error().what;
}

std::string ascii(std::string_view octets)
{
    const auto result = to_ascii_header(octets);
    return result ? *result : "refused: " + result.error().what;
}

// One header field, on one line.
std::string ascii_field(const std::string& field)
{
    const std::string written = ascii(field + "\r\n\r\n");
    return written.starts_with("refused") ? "refused" : unfold(written);
}

bool is_unsupported(const Result<std::string>& result)
{
    return !result && result.error().code == Code::unsupported;
}

std::string nested(int depth, const std::string& inner)
{
    std::string octets;
    for (int i = 0; i < depth; ++i)
        octets += "Content-Type: message/rfc822\r\n\r\n";
    return octets + inner;
}

}  // namespace

TEST_CASE("text with 8-bit octets becomes quoted-printable, and its label says so (6152-01)")
{
    CHECK(seven("Subject: =?UTF-8?Q?=C3=A9?=\r\n"
                "MIME-Version: 1.0\r\n"
                "Content-type: text/plain;\r\n charset=iso-8859-1\r\n"
                "Content-transfer-encoding: 8bit\r\n"
                "X-Odd:   kept \r\n"
                "\r\n"
                "un \xE9t\xE9 comme un autre = \r\n\r\n-- \r\nAna\r\n") ==
          "Subject: =?UTF-8?Q?=C3=A9?=\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-type: text/plain;\r\n charset=iso-8859-1\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n"
          "X-Odd:   kept \r\n"
          "\r\n"
          "un =E9t=E9 comme un autre =3D=20\r\n\r\n=2D-=20\r\nAna\r\n");
}

TEST_CASE("base64 is taken where it is shorter, and for all that is no text (6152-01)")
{
    const std::string head = "MIME-Version: 1.0\r\nContent-Type: ";
    CHECK(seven(head + "text/plain; charset=utf-8\r\n\r\n中文中文\r\n")
              .ends_with("Content-Transfer-Encoding: base64\r\n\r\n5Lit5paH5Lit5paHDQo=\r\n"));
    CHECK(seven(head + "application/json\r\n\r\n\"été\"\r\n")
              .ends_with("Content-Transfer-Encoding: base64\r\n\r\nIsOpdMOpIg0K\r\n"));
    const std::string wide{"h\0i\0\r\0\n\0", 8};
    CHECK(seven(head + "text/plain; charset=UTF-16LE\r\n\r\n" + wide)
              .ends_with("Content-Transfer-Encoding: base64\r\n\r\naABpAA0ACgA=\r\n"));
}

TEST_CASE("a NUL, a bare CR or LF or a line over 998 octets is not 7bit (5321-09)")
{
    const std::string head = "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n";
    const std::string label = "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    CHECK(seven(head + "some words and a\nb\r\n").ends_with(label + "some words and a=0Ab\r\n"));
    CHECK(seven(head + std::string{"some words and a\0b", 18}).ends_with("some words and a=00b"));
    const std::string longest(998, 'x');
    CHECK(seven(head + longest + "\r\n") == head + longest + "\r\n");
    CHECK(seven(head + longest + "x\r\n").find(label + std::string(75, 'x') + "=\r\nxxx") !=
          std::string::npos);
}

TEST_CASE("a message without MIME fields gets those that make its encoding count (2045-03)")
{
    CHECK(seven("Subject: a\r\n\r\nun été\r\n") ==
          "Subject: a\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n"
          "\r\n"
          "un =C3=A9t=C3=A9\r\n");
    CHECK(seven("Subject: a\r\n\r\nun \xE9t\xE9\r\n").find("charset=unknown-8bit\r\n") !=
          std::string::npos);
    CHECK(seven("un été").starts_with("MIME-Version: 1.0\r\nContent-Type: text/plain;"));
}

TEST_CASE("only the parts that need it are written anew, the labels around them follow (2045-01)")
{
    const std::string plain = "Content-Transfer-Encoding: 8bit\r\n\r\nnothing to do \r\n";
    const std::string image =
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "iVBORw0KGgo=\r\n";
    CHECK(seven("MIME-Version: 1.0\r\n"
                "Content-Type: multipart/mixed; boundary=b\r\n"
                "Content-Transfer-Encoding: 8bit\r\n\r\n"
                "the preamble\r\n"
                "--b  \r\n" +
                plain + "\r\n--b\r\n" + image +
                "\r\n--b\r\n\r\nune part non étiquetée\r\n--b--\r\nthe epilogue\r\n") ==
          "MIME-Version: 1.0\r\n"
          "Content-Type: multipart/mixed; boundary=b\r\n"
          "Content-Transfer-Encoding: 7bit\r\n\r\n"
          "the preamble\r\n"
          "--b  \r\n" +
              plain + "\r\n--b\r\n" + image +
              "\r\n--b\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
              "une part non =C3=A9tiquet=C3=A9e\r\n--b--\r\nthe epilogue\r\n");
}

TEST_CASE("an attached message is recoded inside and never encoded itself (2045-01)")
{
    const std::string inner =
        "Subject: été\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nun été comme un autre\r\n";
    const std::string recoded =
        "Subject: =?UTF-8?B?w6l0w6k=?=\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "un =C3=A9t=C3=A9 comme un autre\r\n";
    CHECK(
        seven("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + inner) ==
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n" + recoded);
    const std::string digest = "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n";
    CHECK(seven(digest + inner + "--b--\r\n") == digest + recoded + "--b--\r\n");
    CHECK(seven("MIME-Version: 1.0\r\nContent-Type: message/global\r\n\r\n" + inner)
              .find("Content-Transfer-Encoding: quoted-printable\r\n\r\nSubject: =C3=A9") !=
          std::string::npos);
}

TEST_CASE("a missing final boundary stays missing, a preamble that is not 7bit is left out")
{
    const std::string head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    const std::string part = "Content-Type: text/plain\r\n\r\nun jour de mai, un \xE9t\xE9";
    const std::string recoded =
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\nun jour de mai, un =E9t=E9";
    CHECK(seven(head + "--b\r\n" + part) == head + "--b\r\n" + recoded);
    CHECK(seven(head + "préambule\r\n\r\n--b\r\n" + part + "\r\n--b--\r\népilogue\r\n") ==
          head + "--b\r\n" + recoded + "\r\n--b--\r\n");
    CHECK(is_unsupported(to_seven_bit(head + "été, and no part\r\n")));
}

TEST_CASE("no delimiter of a multipart comes out of an encoded line")
{
    const std::string head =
        "Content-Type: multipart/mixed; boundary=\"=20\"\r\n\r\n--=20\r\n"
        "Content-Type: text/plain\r\n\r\n";
    const std::string octets = head + "-- \r\nun jour de mai, un été\r\n--=20--\r\n";
    CHECK(broken_promise(octets) == "");
    const std::string soft = std::string(75, 'x') + "--b\r\nun été\r\n";
    CHECK(broken_promise("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + soft +
                         "--b--\r\n") == "");
}

TEST_CASE("signed and encrypted parts are never recoded (6152-02, 3156-03)")
{
    const auto multipart = [](const std::string& subtype, const std::string& text) {
        return "Content-Type: multipart/" + subtype +
               "; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + text +
               "\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n";
    };
    for (const std::string subtype : {"signed", "encrypted"}) {
        CHECK(is_unsupported(to_seven_bit(multipart(subtype, "été"))));
        CHECK(is_unsupported(to_seven_bit(multipart(subtype, std::string(999, 'x')))));
        const std::string inside = multipart(subtype, "summer");
        CHECK(seven(inside) == inside);
        const std::string around = "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n";
        const std::string after = "\r\n--c\r\n\r\nune lettre, un été\r\n--c--\r\n";
        CHECK(seven(around + inside + after).starts_with(around + inside + "\r\n--c\r\n"));
        CHECK(is_unsupported(to_seven_bit(around + multipart(subtype, "été") + after)));
    }
    CHECK(is_unsupported(to_seven_bit("Content-Type: application/pkcs7-mime\r\n\r\n\x80\x81")));
}

TEST_CASE("what cannot be recoded honestly is refused")
{
    const std::string part = "\r\n\r\nété\r\n";
    for (const std::string header : {
             "Content-Transfer-Encoding: base64",
             "Content-Transfer-Encoding: quoted-printable",
             "Content-Transfer-Encoding: x-uuencode",
             "Content-Type: message/partial",
             "Content-Type: message/external-body",
         }) {
        CAPTURE(header);
        CHECK(is_unsupported(to_seven_bit(header + part)));
    }
    CHECK(is_unsupported(to_seven_bit(nested(101, part))));
    CHECK(to_seven_bit(nested(99, part)).has_value());
    CHECK(seven(nested(1000, "ASCII")) == nested(1000, "ASCII"));
    CHECK(is_unsupported(
        to_seven_bit(nested(1, "From: josé@example.org\r\n\r\nsummer\r\n"))));  // 6531-04
}

TEST_CASE("encoded parts in lines that are too long are wrapped, not encoded twice (2045-02)")
{
    const std::string base64 = "Content-Transfer-Encoding: base64\r\n\r\n";
    CHECK(seven(base64 + std::string(1200, 'A'))
              .starts_with(base64 + std::string(76, 'A') + "\r\nAAAA"));
    const std::string quoted = "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    CHECK(seven(quoted + "=e9" + std::string(1200, 'A') + "\r\n")
              .starts_with(quoted + "=E9" + std::string(72, 'A') + "=\r\nAAAA"));
}

TEST_CASE("header text becomes encoded-words; fields that are ASCII stay as they are (6531-02)")
{
    CHECK(ascii("Subject:   ASCII,\r\n\tfolded \r\nX-Note: un été\r\ndamaged\r\n\r\nun été\r\n") ==
          "Subject:   ASCII,\r\n\tfolded \r\nX-Note: un =?UTF-8?B?w6l0w6k=?=\r\ndamaged\r\n\r\n"
          "un été\r\n");
    CHECK(ascii_field("Subject: un \xE9t\xE9") == "Subject: un =?UTF-8?B?w6l0w6k=?=");
    CHECK(ascii_field("Subject: =?utf-8?Q?=C3=A9?= é") == "Subject: =?UTF-8?B?w6kgw6k=?=");
    CHECK(is_unsupported(to_ascii_header("A: b\r\nété\r\n\r\n")));
}

TEST_CASE("names and comments are encoded, domains become A-labels (6531-02)")
{
    struct Case {
        std::string field, written;
    };

    for (const auto& [field, written] : {
             Case{"From: René Duval <r@b.example>",
                  "From: =?UTF-8?Q?Ren=C3=A9_Duval?= <r@b.example>"},
             Case{"To: \"Éva, A.\" <a@b.example>, Bo <b@b.example>",
                  "To: =?UTF-8?Q?=C3=89va=2C_A=2E?= <a@b.example>, Bo <b@b.example>"},
             Case{"Cc: a@café.example (l'été), \"b c\"@café.example",
                  "Cc: a@xn--caf-dma.example (=?UTF-8?B?bCfDqXTDqQ==?=), "
                  "\"b c\"@xn--caf-dma.example"},
             Case{"Cc: A <a@café.example>", "Cc: A <a@xn--caf-dma.example>"},
             Case{"To: Amis d'été: a@b.example, b@b.example;",
                  "To: =?UTF-8?Q?Amis_d=27=C3=A9t=C3=A9?= : a@b.example, b@b.example;"},
             Case{"To: Abonnés inconnus", "To: =?UTF-8?Q?Abonn=C3=A9s_inconnus?="},
             Case{"From: josé@example.org", "refused"},  // 6531-04
             Case{"From: José <josé@example.org>", "refused"},
             Case{"From: J <j@exa mplé.org>", "refused"},
             Case{"From: Jos\xE9 <j@example.org>", "refused"},
             Case{"Message-ID: <été@example.org>", "refused"},
             Case{"References: <a@b.example> <é@b.example>", "refused"},
             Case{"Received: from été by b.example; Sun", "refused"},
             Case{"Received: from a (l'été) by b.example",
                  "Received: from a (=?UTF-8?B?bCfDqXTDqQ==?=) by b.example"},
         }) {
        CAPTURE(field);
        CHECK(ascii_field(field) == written);
    }
}

TEST_CASE("a List-Id keeps its identifier, List-* URIs are percent-encoded (6783-01)")
{
    CHECK(ascii_field("List-Id: La lettre d'été <lettre.example.org>") ==
          "List-Id: =?UTF-8?Q?La_lettre_d=27=C3=A9t=C3=A9?= <lettre.example.org>");
    CHECK(ascii_field("List-Id: <été.example.org>") == "refused");
    CHECK(ascii_field("List-Post: <mailto:été@example.org?subject=a%20b> (été)") ==
          "List-Post: <mailto:%C3%A9t%C3%A9@example.org?subject=a%20b> (=?UTF-8?B?w6l0w6k=?=)");
}

TEST_CASE("parameters become RFC 2231 ext-values, in sections when they are long (6532)")
{
    CHECK(ascii_field("Content-Type: text/plain; charset=utf-8;\r\n name=\"l'été.txt\"; x=1") ==
          "Content-Type: text/plain; charset=utf-8; name*=UTF-8''l%27%C3%A9t%C3%A9.txt; x=1");
    CHECK(ascii_field("Content-Disposition: attachment; filename=un été.pdf") ==
          "Content-Disposition: attachment; filename*=UTF-8''un%20%C3%A9t%C3%A9.pdf");
    CHECK(ascii_field("Content-Disposition: inline; filename=\"é\"; filename*=UTF-8''%C3%A9") ==
          "Content-Disposition: inline; filename*=UTF-8''%C3%A9");
    CHECK(ascii_field("Content-Disposition: inline; filename=ééééééééééé") ==
          "Content-Disposition: inline; "
          "filename*0*=UTF-8''%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9; "
          "filename*1*=%C3%A9%C3%A9%C3%A9");
    CHECK(ascii_field("Content-Type: multipart/mixed; boundary=\"é\"") == "refused");
    CHECK(ascii_field("Content-Type: text/é") == "refused");
}

TEST_CASE("headers of inner parts and messages are made ASCII, bodies are not looked at (6531-02)")
{
    const std::string head = "Content-Type: multipart/mixed; boundary=b\r\n\r\nété\r\n--b\r\n";
    CHECK(ascii(head +
                "Content-Description: été\r\n\r\nété\r\n--b\r\n"
                "Content-Type: message/rfc822\r\n\r\nSubject: été\r\n\r\nété\r\n--b--\r\n") ==
          head +
              "Content-Description: =?UTF-8?B?w6l0w6k=?=\r\n\r\nété\r\n--b\r\n"
              "Content-Type: message/rfc822\r\n\r\n"
              "Subject: =?UTF-8?B?w6l0w6k=?=\r\n\r\nété\r\n--b--\r\n");
    const std::string global = "Content-Type: message/global\r\n\r\nSubject: été\r\n\r\nété\r\n";
    CHECK(ascii(global) == global);  // RFC 6532 §3.7: its header may be UTF-8
    CHECK(is_unsupported(to_ascii_header(nested(101, "Subject: été\r\n\r\n"))));
}

TEST_CASE("a header inside a signed part is not changed (3156-03)")
{
    const auto signed_part = [](const std::string& header) {
        return "Subject: été\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n" +
               header + "\r\n\r\nété\r\n--b\r\n\r\nx\r\n--b--\r\n";
    };
    CHECK(is_unsupported(to_ascii_header(signed_part("Content-Description: été"))));
    CHECK(ascii(signed_part("Content-Description: summer"))
              .find("Content-Description: summer\r\n\r\nété\r\n") != std::string::npos);
}

TEST_CASE("what needs no SMTPUTF8 and no 8BITMIME is sent as it is (6531-03)")
{
    const std::string octets = "Subject:  a\r\n\r\n--b\r\nbody \r\n";
    CHECK(seven(octets) == octets);
    CHECK(ascii(octets) == octets);
}

TEST_CASE("names and addresses are read from the written field as from the raw one")
{
    std::mt19937 random{6532};
    constexpr std::string_view pieces[] = {
        "Ana",   "été", " ",   "\"é, b\"", "(note é)", "<a@b.example>",  "<a@café.example>", ",",
        "a@b.c", "=?",  "(x)", ":",        ";",        "a@café.example", "\"x y\"",          "中",
    };
    std::uniform_int_distribution<std::size_t> pick{0, std::size(pieces) - 1};
    for (int i = 0; i < 3000; ++i) {
        std::string body;
        for (int j = 0; j < 12; ++j)
            body.append(pieces[pick(random)]).append(j % 3 == 0 ? " " : "");
        CAPTURE(body);
        const std::string written = ascii("To: " + body + "\r\n\r\n");
        if (written.starts_with("refused"))
            continue;
        const auto before = parse_mailboxes(body);
        const std::string field = Message{written}.field("To").value_or("");
        CAPTURE(field);
        const auto after = parse_mailboxes(field);
        REQUIRE(after.size() == before.size());
        for (std::size_t n = 0; n < after.size(); ++n)
            CHECK(after[n].address == before[n].address);
    }
}

TEST_CASE("hostile trees are recoded in bounded time" * doctest::timeout(20))
{
    std::string deep;
    for (int i = 0; i < 90; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
                std::to_string(i) + "\r\n";
    const std::string large = deep + "\r\n" + std::string(1'000'000, '\xE9');
    CHECK(to_seven_bit(large).has_value());
    std::string many = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 200'000; ++i)
        many += "--b\r\n";
    CHECK(to_seven_bit(many + "\r\n\xE9").has_value());
    std::string names = "Content-Type: text/plain";
    for (int i = 0; i < 50'000; ++i)
        names += "; a" + std::to_string(i) + "=é";
    CHECK(to_ascii_header(names + "\r\n\r\n").has_value());
    CHECK(to_ascii_header("To: " + std::string(1'000'000, '<') + "é\r\n\r\n").has_value() == false);
}

namespace {

/// Messages as they come, and worse ones.
class RandomMessage {
public:
    explicit RandomMessage(unsigned seed) : random_{seed} {}

    std::string make()
    {
        std::string octets = entity(0) + "\r\n";
        for (int i = chance(4) ? below(6) : 0; i > 0; --i)
            octets[static_cast<std::size_t>(below(static_cast<int>(octets.size())))] =
                pick({"\r", "\n", "-", ":", "\xE9", "=", " ", "\xC3"}).front();
        return octets;
    }

private:
    std::string entity(int depth)
    {
        const std::string fields = field() + field();
        if (depth < 4 && chance(3))
            return fields + multipart(depth);
        if (depth < 4 && chance(6))
            return fields + "Content-Type: message/rfc822\r\n" + label() + "\r\n" +
                   entity(depth + 1);
        return chance(10) ? text() : fields + leaf_fields() + "\r\n" + text();
    }

    std::string multipart(int depth)
    {
        const std::string boundary =
            pick({"b", "--b", "=_", "=20", "=C3=A9", "-"}) + std::to_string(depth);
        std::string octets = "Content-Type: multipart/" +
                             pick({"mixed", "alternative", "digest", "signed"}) + "; boundary=\"" +
                             boundary + "\"\r\n" + label() + "\r\n" + (chance(3) ? text() : "");
        for (int i = below(4); i > 0; --i)
            octets += (octets.ends_with("\n") ? "--" : "\r\n--") + boundary + "\r\n" +
                      (chance(8) ? "" : entity(depth + 1));
        return chance(4) ? octets
                         : octets + "\r\n--" + boundary + "--\r\n" + (chance(3) ? text() : "");
    }

    std::string field()
    {
        return pick({"", "", "Subject: a\r\n", "Subject: un été\r\n", "X-A: \xE9 b\r\n",
                     "From: René <r@café.example>\r\n", "MIME-Version: 1.0\r\n", "damaged\r\n",
                     "Content-Disposition: inline; filename=\"é\"\r\n", "References: <é@b>\r\n"});
    }

    std::string label()
    {
        return pick({"", "", "Content-Transfer-Encoding: 8bit\r\n",
                     "Content-Transfer-Encoding: 7bit\r\n",
                     "Content-Transfer-Encoding: binary\r\n"});
    }

    std::string leaf_fields()
    {
        return pick({"", "Content-Type: text/plain; charset=utf-8\r\n",
                     "Content-Type: image/png\r\n",
                     "Content-Type: text/html; charset=iso-8859-1\r\n",
                     "Content-Type: text/plain; charset=utf-16\r\n",
                     "Content-Type: application/pkcs7-mime\r\n"}) +
               (chance(5)
                    ? "Content-Transfer-Encoding: " + pick({"base64", "quoted-printable"}) + "\r\n"
                    : label());
    }

    std::string text()
    {
        std::string octets;
        for (int i = below(30); i > 0; --i)
            octets += pick({"un été\r\n", "-- \r\n", "--é\r\n", "plain", " ", "\t", "\xE9\xE8",
                            "中文", "=20", "=\r\n", "\r\n", "\r\n", "w6l0", "--b0", "-"});
        return chance(9) ? octets + std::string(999, chance(2) ? 'x' : '-') + "\r\n" : octets;
    }

    std::string pick(std::initializer_list<std::string_view> from)
    {
        return std::string{from.begin()[below(static_cast<int>(from.size()))]};
    }

    bool chance(int in) { return below(in) == 0; }

    int below(int end) { return std::uniform_int_distribution<int>{0, end - 1}(random_); }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("random messages keep their content, become 7bit, and are not recoded twice (6152-01)")
{
    int recoded = 0;
    for (unsigned seed = 0; seed < 5000; ++seed) {
        const std::string octets = RandomMessage{seed}.make();
        CAPTURE(seed);
        CAPTURE(octets);
        REQUIRE(broken_promise(octets) == "");
        const auto result = to_seven_bit(octets);
        recoded += result && *result != octets ? 1 : 0;
    }
    CHECK(recoded > 1000);
}

}  // namespace colporteur::mail
