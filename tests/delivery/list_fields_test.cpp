// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/list_fields.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/message.hpp"
#include "support/builders.hpp"

namespace colporteur::delivery {

using support::a_list;
using support::a_site;

TEST_CASE("a newsletter says what it is, how to join, and that nobody posts (RFC 2919, RFC 2369)")
{
    const mail::Message fields{list_fields(a_site(), a_list())};

    CHECK(fields.field("List-Id") == "\"La lettre\" <lettre.info.example.org>");
    CHECK(fields.field("List-Help") ==
          "<mailto:colporteur@info.example.org?subject=help>, <https://info.example.org/lettre>");
    CHECK(fields.field("List-Subscribe") ==
          "<https://info.example.org/lettre>, <mailto:lettre-subscribe@info.example.org>");
    CHECK(fields.field("List-Post") == "NO");
    CHECK(fields.field("List-Owner") == "<mailto:lettre-owner@info.example.org>");
    CHECK(fields.field("List-Archive") == "<https://info.example.org/lettre>");
    CHECK_FALSE(fields.has_field("List-Unsubscribe"));
}

TEST_CASE("a discussion says where to post")
{
    const mail::Message fields{list_fields(a_site(), a_list().of_kind(model::Kind::discussion))};
    CHECK(fields.field("List-Post") == "<mailto:lettre@info.example.org>");
}

TEST_CASE("no title breaks the fields: they stay ASCII, one of each, no line too long")
{
    const std::string titles[] = {"L’été à Besançon", "Quotes \" and \\ and <angles>",
                                  "A\r\nBcc: x@y", std::string(400, 'x'), ""};
    for (const std::string& title : titles) {
        CAPTURE(title);
        const std::string octets = list_fields(a_site(), a_list().titled(title));
        const mail::Message fields{octets};
        CHECK(is_ascii(octets));
        CHECK(fields.split().fields.size() == 6);
        CHECK(fields.field("List-Id").value().ends_with(" <lettre.info.example.org>"));
        for (const std::string_view line : split(octets, '\n'))
            CHECK(line.size() < 200);
    }
}

}  // namespace colporteur::delivery
