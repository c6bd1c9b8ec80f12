// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "mail/address.hpp"

namespace colporteur::mail {
namespace {

// "name|address" for each mailbox, with ";" after it.
std::string told(std::string_view field_body)
{
    std::string result;
    for (const Mailbox& mailbox : parse_mailboxes(field_body))
        result += mailbox.name + "|" + mailbox.address.text() + ";";
    return result;
}

Mailbox named(std::string name)
{
    return {std::move(name), parse_address("ana@example.org").value()};
}

}  // namespace

TEST_CASE("mailboxes are read as mail programs write them (5322-07)")
{
    struct Case {
        std::string_view body, mailboxes;
    };

    for (const auto& [body, mailboxes] : {
             Case{" ana@example.org", "|ana@example.org;"},
             Case{"<ana@example.org>", "|ana@example.org;"},
             Case{"Ana <ana@example.org>", "Ana|ana@example.org;"},
             Case{"\"Lüders, Ana\" <ana@example.org>", "Lüders, Ana|ana@example.org;"},
             Case{"\"a \\\"b\\\"\" <ana@example.org>", "a \"b\"|ana@example.org;"},
             Case{"=?utf-8?Q?Ana_L=C3=BCders?= <ana@example.org>", "Ana Lüders|ana@example.org;"},
             Case{"\"=?utf-8?Q?L=C3=BCders?=\" <a@b.org>", "Lüders|a@b.org;"},
             Case{"=?utf-8?Q?L=C3=BCders,Ana:x?= <a@b.org>", "Lüders,Ana:x|a@b.org;"},
             Case{"=?utf-8?Q?Ana L=C3=BCders?= <a@b.org>", "Ana Lüders|a@b.org;"},
             Case{"Ana L\xFC"
                  "ders <a@b.org>",
                  "Ana Lüders|a@b.org;"},
             Case{"Dr. Ana B. Lüders <a@b.org>", "Dr. Ana B. Lüders|a@b.org;"},
             Case{"a@b.org, Bob\r\n <c@d.org>", "|a@b.org;Bob|c@d.org;"},
             Case{"friends: a@b.org, Bob <c@d.org>; e@f.org", "|a@b.org;Bob|c@d.org;|e@f.org;"},
             Case{"undisclosed-recipients:;", ""},
             Case{"ana(her (inner) work)@(x) example . org (Ana)", "|ana@example.org;"},
             Case{"Ana (a@evil.org, b) <ana@example.org>", "Ana|ana@example.org;"},
             Case{"<@relay.org,@x.org:ana@example.org>", "|ana@example.org;"},
             Case{"\"ana b\"@example.org", "|\"ana b\"@example.org;"},
             Case{"ana@[IPv6:::1]", "|ana@[ipv6:::1];"},
             Case{",, ana@example.org ,", "|ana@example.org;"},
         }) {
        CAPTURE(body);
        CHECK(told(body) == mailboxes);
    }
}

TEST_CASE("the address in angle brackets counts, whatever the name pretends (trap 19)")
{
    CHECK(told("president@bank.org <eve@example.org>") == "president@bank.org|eve@example.org;");
    CHECK(told("\"president@bank.org\" <eve@example.org>") ==
          "president@bank.org|eve@example.org;");
    CHECK(told("a@b.org <>") == "");
    CHECK(told("Ana <a@b.org> <c@d.org>") == "Ana|a@b.org;");
}

TEST_CASE("what cannot be read is left out, the rest is kept")
{
    CHECK(told("") == "");
    CHECK(told("Ana") == "");
    CHECK(told("Ana ana@example.org") == "");
    CHECK(told("nobody, <broken@@x>, ana@example.org") == "|ana@example.org;");
    CHECK(told("Ana <ana@example.org, Bob <bob@example.org>") ==
          "Ana|ana@example.org;Bob|bob@example.org;");
    CHECK(told("\"never closed <ana@example.org>") == "");
    CHECK(told("(never closed ana@example.org") == "");
}

TEST_CASE("a decoded name is one line without control characters")
{
    CHECK(told("=?utf-8?Q?a=0D=0ABcc:_x=00?= <a@b.org>") == "a Bcc: x|a@b.org;");
}

TEST_CASE("a mailbox is written so that it can be read again")
{
    struct Case {
        std::string name;
        std::string_view written;
    };

    for (const auto& [name, written] : {
             Case{"", "ana@example.org"},
             Case{"Ana B", "Ana B <ana@example.org>"},
             Case{"B., Ana", "\"B., Ana\" <ana@example.org>"},
             Case{"a \"b\" \\", "\"a \\\"b\\\" \\\\\" <ana@example.org>"},
             Case{"Lüders", "=?UTF-8?Q?L=C3=BCders?= <ana@example.org>"},
             Case{"=?utf-8?Q?x?=", "=?UTF-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?= <ana@example.org>"},
         }) {
        CAPTURE(name);
        CHECK(format_mailbox(named(name)) == written);
        CHECK(told(written) == name + "|ana@example.org;");
    }
}

TEST_CASE("nothing in a name can break out of its header line (2047-03)")
{
    const std::string evil = std::string{"a\r\nBcc: x"} + '\0' + "\" <eve@example.org>, \xFF";
    const std::string written = format_mailbox(named(evil));
    CHECK(is_ascii(written));
    CHECK(written.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
    CHECK(parse_mailboxes(written).size() == 1);
    CHECK(parse_mailboxes(written).front().address.text() == "ana@example.org");
}

TEST_CASE("huge address fields are read in bounded time" * doctest::timeout(5))
{
    std::string many;
    for (int i = 0; i < 50'000; ++i)
        many += "Ana <ana@example.org>, ";
    CHECK(parse_mailboxes(many).size() == 50'000);
    CHECK(parse_mailboxes(std::string(1'000'000, '(')).empty());
    CHECK(parse_mailboxes(std::string(1'000'000, '"')).empty());
    CHECK(parse_mailboxes(std::string(1'000'000, '<')).empty());
    std::string starts;
    for (int i = 0; i < 150'000; ++i)
        starts += "=?a?q?";
    CHECK(parse_mailboxes(starts).empty());
}

}  // namespace colporteur::mail
