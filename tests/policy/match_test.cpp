// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/match.hpp"

#include <doctest/doctest.h>

namespace colporteur::policy {

TEST_CASE("a pattern fits a whole text")
{
    CHECK(fits_glob("", ""));
    CHECK(fits_glob("", "**"));
    CHECK(fits_glob("ana@example.org", "ana@example.org"));
    CHECK(fits_glob("ana@example.org", "*@example.org"));
    CHECK(fits_glob("ana@example.org", "a?a@*.org"));
    CHECK(fits_glob("aXbXc", "*X*"));
    CHECK(fits_glob("abcabc", "*abc"));
    CHECK_FALSE(fits_glob("ana@example.org.evil", "*@example.org"));
    CHECK_FALSE(fits_glob("ana", "an"));
    CHECK_FALSE(fits_glob("an", "ana"));
    CHECK_FALSE(fits_glob("", "?"));
}

TEST_CASE("a question mark is one character, not one octet")
{
    CHECK(fits_glob("né", "n?"));
    CHECK_FALSE(fits_glob("né", "n??"));
}

TEST_CASE("a hostile pattern costs no more than the product of the lengths")
{
    const std::string text(4096, 'a');
    std::string pattern;
    for (int i = 0; i < 200; ++i)
        pattern += "*a";
    CHECK_FALSE(fits_glob(text, pattern + "b"));
    CHECK(fits_glob(text, pattern));
}

TEST_CASE("a part is found")
{
    CHECK(contains("a lottery", "lottery"));
    CHECK(contains("a", ""));
    CHECK_FALSE(contains("", "a"));
    CHECK_FALSE(contains("lotter", "lottery"));
}

}  // namespace colporteur::policy
