// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/plain_name.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {

TEST_CASE("a name stays as it is, on one line")
{
    CHECK(plain_name("MARTIN Anaïs") == "MARTIN Anaïs");
    CHECK(plain_name("  Ana\r\nLüders ") == "Ana Lüders");
    const std::string eighty(80, 'x');
    CHECK(plain_name(eighty) == eighty);
}

TEST_CASE("what is no name but somebody's text is left out (SEC-03)")
{
    const std::string too_long(81, 'x');
    for (const std::string& bad :
         {std::string{"see http://example.com"}, std::string{"WWW.example.com"},
          std::string{"ana@example.net"}, too_long}) {
        CAPTURE(bad);
        CHECK(plain_name(bad).empty());
    }
}

}  // namespace colporteur::delivery
