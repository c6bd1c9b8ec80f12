// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encode.hpp"

#include <doctest/doctest.h>

namespace colporteur {

TEST_CASE("base32 is the one of RFC 4648 §10, in lower case, without padding")
{
    CHECK(to_base32("foobar") == "mzxw6ytboi");
    CHECK(from_base32("MZXW6YTBOI") == "foobar");
    CHECK(to_base32("") == "");
}

TEST_CASE("base32 refuses foreign letters and spare bits, so that a token has one spelling")
{
    CHECK_FALSE(from_base32("mzxw6yt1").has_value());
    CHECK_FALSE(from_base32("mz").value_or("") == "f\x01");
    CHECK_FALSE(from_base32("mzx").has_value());
    CHECK_FALSE(from_base32("mb").has_value());
}

TEST_CASE("base64 is the one of RFC 4648 §10")
{
    CHECK(to_base64("f") == "Zg==");
    CHECK(to_base64("foobar") == "Zm9vYmFy");
    CHECK(to_hex("\x01\xFF") == "01ff");
}

TEST_CASE("percent encoding comes back as it was")
{
    CHECK(percent_encode("été a/b") == "%C3%A9t%C3%A9%20a%2Fb");
    CHECK(percent_decode("%c3%A9") == "é");
    CHECK_FALSE(percent_decode("%4").has_value());
    CHECK_FALSE(percent_decode("%zz").has_value());
}

}  // namespace colporteur
