// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/reply_text.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("a relay's words are shown without the addresses in them")
{
    struct Case {
        const char* reply;
        const char* shown;
    };

    constexpr Case cases[] = {
        {"550 5.1.1 <ana@example.net>: Recipient address rejected",
         "550 5.1.1 <…>: Recipient address rejected"},
        {"550 User ana@example.net unknown", "550 User … unknown"},
        {"552 5.2.2 mailbox \"ana@example.net\" is full", "552 5.2.2 mailbox \"…\" is full"},
        {"421 4.7.0 try again later", "421 4.7.0 try again later"},
        {"rfc822;ana@example.net,bob@example.org", "rfc822;…,…"},
        {"", ""},
    };
    for (const auto& [reply, shown] : cases)
        CHECK(delivery::without_addresses(reply) == shown);
}
