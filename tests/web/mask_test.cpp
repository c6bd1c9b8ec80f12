// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/mask.hpp"

#include <doctest/doctest.h>

namespace colporteur::web {

TEST_CASE("of mail addresses the domain is not shown, ARC-03")
{
    const std::pair<std::string, std::string> cases[] = {
        {"", ""},
        {"ana@example.net", "ana@…"},
        {"Ana <ana.b+c@mail.example.net>, bob@x.org.", "Ana <ana.b+c@…>, bob@…."},
        {"write to zoé@exämple.net: now", "write to zoé@…: now"},
        {"\"odd name\"@example.net", "\"odd name\"@…"},
        {"x@[192.0.2.1] y@[open", "x@… y@…"},
        {"a@b@c.org", "a@…@…"},
        {"mailto:ana@example.net?subject=x", "mailto:ana@…?subject=x"},
    };
    for (const auto& [text, masked] : cases) {
        CAPTURE(text);
        CHECK(mask_addresses(text) == masked);
    }
}

TEST_CASE("what is no mail address stays as it is")
{
    for (const std::string text : {"@ana said", "https://example.org/@ana", "3 @ 5 euros", "@",
                                   "@@", "ana@", "a@ b", "a@.", "no sign at all, été"}) {
        CAPTURE(text);
        CHECK(mask_addresses(text) == text);
    }
}

}  // namespace colporteur::web
