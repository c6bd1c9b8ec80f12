// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/mailto.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {

TEST_CASE("a mailto URI encodes all but what may stand in it, RFC 6068 2")
{
    const auto link = [](std::string_view to, std::string_view subject) {
        return mailto(mail::parse_address(to).value(), subject);
    };
    CHECK(link("lettre+confirm-abc@info.example.org", "ok") ==
          "mailto:lettre+confirm-abc@info.example.org?subject=ok");
    CHECK(link("lettre+x@example.org", "rejet & raison") ==
          "mailto:lettre+x@example.org?subject=rejet%20%26%20raison");
    CHECK(link("a&b?c%d@example.org", "x") == "mailto:a%26b%3Fc%25d@example.org?subject=x");
    CHECK(link("été@example.org", "ok") == "mailto:%C3%A9t%C3%A9@example.org?subject=ok");
}

}  // namespace colporteur::delivery
