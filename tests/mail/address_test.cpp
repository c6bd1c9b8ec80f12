// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/address.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("a mailbox keeps its local part and has one spelling of its domain")
{
    struct Case {
        std::string_view typed, text;
    };

    for (const auto& [typed, text] : {
             Case{"ana@example.org", "ana@example.org"},
             Case{"Ana.Maria+x@EXAMPLE.org", "Ana.Maria+x@example.org"},  // 5321-04
             Case{"root@localhost", "root@localhost"},
             Case{"\"ana\"@example.org", "ana@example.org"},  // trap 13
             Case{"\"ana.m\\aria\"@example.org", "ana.maria@example.org"},
             Case{"\"ana..maria\"@example.org", "\"ana..maria\"@example.org"},
             Case{"\"\"@example.org", "\"\"@example.org"},
             Case{"\"ana b\"@example.org", "\"ana b\"@example.org"},
             Case{"\"a\\\"@b\"@example.org", "\"a\\\"@b\"@example.org"},
             Case{"ana@[192.0.2.1]", "ana@[192.0.2.1]"},
             Case{"ana@[IPv6:2001:DB8::1]", "ana@[ipv6:2001:db8::1]"},
             Case{"user@café.test", "user@xn--caf-dma.test"},  // IDNA-01
             Case{"user@CAFÉ.test", "user@xn--caf-dma.test"},
             Case{"user@XN--CAF-DMA.test", "user@xn--caf-dma.test"},
             Case{"user@cafe\u0301.test", "user@xn--caf-dma.test"},
             Case{"user@straße.test", "user@xn--strae-oqa.test"},  // non-transitional
             Case{"josé@example.org", "josé@example.org"},         // 6531-04
         }) {
        CAPTURE(typed);
        const auto address = parse_address(typed);
        REQUIRE(address.has_value());
        CHECK(address->text() == text);
        CHECK(std::string{address->local()} + "@" + std::string{address->domain()} == text);
    }
}

TEST_CASE("what is no mailbox is refused")
{
    for (const std::string_view bad : {
             "",
             "ana",
             "@example.org",
             "ana@",
             "ana@@example.org",
             "ana b@example.org",
             ".ana@example.org",
             "ana.@example.org",
             "a..b@example.org",
             "ana@example..org",
             "ana@-example.org",
             "ana@example-.org",
             "ana@exa mple.org",
             "ana@example.org.",  // trap 13
             "ana@exa_mple.org",
             "<ana@example.org>",
             "ana@example.org ",
             "ana@[300.0.0.1]",
             "ana@[IPv6:zz]",
             "ana@[1.2.3.4",
             "\"ana@example.org",
             "ana@xn--a",
             "ana@xn--zzzzzz--.test",
             "ana\r\n@example.org",
             "ana@exam\r\nple.org",
             "\"a\nb\"@example.org",
             "\xE9t\xE9@example.org",
             "a\u202Eb@example.org",
             "ana@\u202Eexample.org",
         }) {
        CAPTURE(bad);
        CHECK_FALSE(parse_address(bad).has_value());
    }
    CHECK_FALSE(parse_address(std::string_view{"ana@example.org\0x", 17}).has_value());
}

TEST_CASE("the limits of RFC 5321 §4.5.3.1 are the limits")
{
    const std::string label(63, 'a');
    const std::string domain = label + "." + label + "." + label + "." + std::string(63, 'b');
    CHECK(parse_address(std::string(64, 'a') + "@example.org").has_value());
    CHECK_FALSE(parse_address(std::string(65, 'a') + "@example.org").has_value());
    CHECK(parse_address("ana@" + domain).has_value());
    CHECK_FALSE(parse_address("ana@" + domain + "b").has_value());
    CHECK_FALSE(parse_address("ana@" + label + "a.org").has_value());
    CHECK_FALSE(parse_address("ana@" + std::string(1'000'000, 'a')).has_value());
    CHECK_FALSE(parse_address("ana@é" + std::string(1'000'000, 'a')).has_value());
}

TEST_CASE("only a local part outside ASCII needs SMTPUTF8")
{
    CHECK(parse_address("josé@example.org").value().needs_utf8());
    CHECK_FALSE(parse_address("jose@café.test").value().needs_utf8());
}

}  // namespace colporteur::mail
