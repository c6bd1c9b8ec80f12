// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/sha256.hpp"

#include <doctest/doctest.h>

#include "base/encode.hpp"

using namespace colporteur;

TEST_CASE("the standard's examples, however they are cut into pieces")
{
    const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) == abc);
    CHECK(to_hex(Sha256{}.add("a").add("bc").finish()) == abc);
}

TEST_CASE("a copy goes on from where the original is, and leaves it alone")
{
    Sha256 first;
    first.add("a");
    Sha256 second{first};
    second.add("bc");
    CHECK(second.finish() == sha256("abc"));
    CHECK(first.add("x").finish() == sha256("ax"));
}
