// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"

namespace colporteur::accounts {

const std::string secret(32, 's');

TEST_CASE("a signed number comes back, in either case of letters, for its own use only")
{
    const std::string token = sign(secret, Use::leave, 1'234'567);
    CHECK(token.size() == 24);
    CHECK(verify(secret, Use::leave, token) == 1'234'567);
    std::string loud = token;
    for (char& c : loud)
        c = c >= 'a' ? static_cast<char>(c - 32) : c;
    CHECK(verify(secret, Use::leave, loud) == 1'234'567);
    CHECK_FALSE(verify(secret, Use::bounce, token).has_value());
}

TEST_CASE("no changed letter of a token passes")
{
    const std::string token = sign(secret, Use::bounce, 7);
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string forged = token;
        forged[i] = forged[i] == 'a' ? 'b' : 'a';
        CAPTURE(i);
        CHECK_FALSE(verify(secret, Use::bounce, forged).has_value());
    }
    CHECK_FALSE(verify(std::string(32, 'x'), Use::bounce, token).has_value());
    CHECK_FALSE(verify(secret, Use::bounce, "").has_value());
}

TEST_CASE("a loop mark is good for one message at one address")
{
    const std::string mark = loop_mark(secret, "lettre@info.example.org", "<1@example.net>");
    CHECK(mark.size() == 15);
    CHECK(mark == loop_mark(secret, "LETTRE@info.example.org", "<1@example.net>"));
    CHECK(mark != loop_mark(secret, "lettre@info.example.org", "<2@example.net>"));
    CHECK(mark != loop_mark(secret, "autre@info.example.org", "<1@example.net>"));
    CHECK(mark != loop_mark(std::string(32, 'x'), "lettre@info.example.org", "<1@example.net>"));
}

TEST_CASE("tokens are 128 bits, never the same, and stored as a hash")
{
    const std::string token = new_token();
    CHECK(token.size() == 26);
    CHECK(token != new_token());
    CHECK(token_hash(token).size() == 32);
    CHECK(token_hash(token) != token);
}

}  // namespace colporteur::accounts
