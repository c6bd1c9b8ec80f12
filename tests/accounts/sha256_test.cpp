// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/sha256.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("the standard's examples, however they are cut into pieces")
{
    accounts::Sha256 nothing;
    CHECK(nothing.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    accounts::Sha256 whole;
    whole.add("abc");
    accounts::Sha256 pieces;
    pieces.add("a");
    pieces.add("bc");
    CHECK(whole.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(pieces.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
