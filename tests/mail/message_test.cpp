// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/message.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("a message tells its fields")
{
    const Message message{
        "From: =?utf-8?Q?Ana_L=C3=BCders?= <ana@example.org>\r\n"
        "Subject: =?utf-8?Q?Bonjour_=C3=A0?=\r\n =?utf-8?Q?_tous?=\r\n"
        "Message-ID:\r\n <1@example.org> \r\nReceived: a\r\nreceived: b\r\n"
        "Content-Language: fr-FR, en\r\n\r\nHello\r\n"};
    CHECK(message.subject() == "Bonjour à tous");
    REQUIRE(message.from().has_value());
    CHECK(message.from()->name == "Ana Lüders");
    CHECK(message.from()->address.text() == "ana@example.org");
    CHECK(message.message_id() == "<1@example.org>");
    CHECK(message.language() == "fr");
    CHECK(message.count("Received") == 2);
    CHECK(message.field("RECEIVED") == "a");
    CHECK(message.has_field("subject"));
    CHECK_FALSE(message.field("To").has_value());
    CHECK(message.split().body == "Hello\r\n");
}

TEST_CASE("what is missing or broken reads as empty")
{
    const Message none{""};
    CHECK(none.subject() == "");
    CHECK(none.message_id() == "");
    CHECK(none.language() == "");
    CHECK_FALSE(none.from().has_value());
    for (const std::string_view id : {"1@example.org", "<a b@x>", "<a@b> <c@d>", "<>", "<a@b"}) {
        CAPTURE(id);
        CHECK(Message{"Message-ID: " + std::string{id} + "\r\n\r\n"}.message_id() == "");
    }
}

TEST_CASE("of several From fields and mailboxes the first counts (trap 19)")
{
    const Message message{"From: x: ;\r\nFrom: b@example.org\r\n\r\n"};
    CHECK_FALSE(message.from().has_value());
    const Message group{"From: team: a@example.org, b@example.org;\r\n\r\n"};
    CHECK(group.from()->address.text() == "a@example.org");
}

TEST_CASE("the language is the first that is named")
{
    CHECK(Message{"Accept-Language: en-GB, fr;q=0.5\r\n\r\n"}.language() == "en");
    CHECK(Message{"Content-Language: FR\r\nAccept-Language: en\r\n\r\n"}.language() == "fr");
    CHECK(Message{"Content-Language: gsw\r\n\r\n"}.language() == "");
    CHECK(Message{"Content-Language: *\r\nAccept-Language: de\r\n\r\n"}.language() == "de");
}

TEST_CASE("high octets are told apart in header and body (RFC 6532, RFC 6152)")
{
    const auto high = [](std::string_view octets) {
        const EightBit found = eight_bit(octets);
        return std::pair{found.header, found.body};
    };
    CHECK(high("A: b\r\n\r\nascii\r\n") == std::pair{false, false});
    CHECK(high("A: é\r\n\r\nascii\r\n") == std::pair{true, false});
    CHECK(high("A: b\r\n\r\nétéétéététété\r\n") == std::pair{false, true});
    CHECK(high("A: b\r\nX\xC3\xA9: damaged\r\n\r\n" + std::string(100, 'a') + "\xFF") ==
          std::pair{true, true});
}

TEST_CASE("ten megabytes pass quickly" * doctest::timeout(2))
{
    const std::string octets = "A: b\r\n\r\n" + std::string(10'000'000, 'x');
    for (int i = 0; i < 10; ++i)
        CHECK_FALSE(eight_bit(octets).body);
}

}  // namespace colporteur::mail
