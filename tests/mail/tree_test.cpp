// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/tree.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

constexpr std::string_view three =
    "pre\r\n--b\r\none\r\n--b \r\ntwo\r\n--b\r\nthree\r\n--b--\r\npost\r\n";

std::string kept(std::string_view body, const std::vector<std::optional<std::string>>& parts)
{
    return join_parts(list_parts(body, "b"), parts);
}

}  // namespace

TEST_CASE("parts that stay are joined byte for byte, the others go with their delimiters (2046-01)")
{
    CHECK(kept(three, {"one", "two", "three"}) == three);
    CHECK(kept(three, {"one", std::nullopt, "three"}) ==
          "pre\r\n--b\r\none\r\n--b\r\nthree\r\n--b--\r\npost\r\n");
    CHECK(kept(three, {std::nullopt, "two", std::nullopt}) ==
          "pre\r\n--b\r\ntwo\r\n--b--\r\npost\r\n");
    CHECK(kept("--b\r\none\r\n--b\r\ntwo", {"one", std::nullopt}) == "--b\r\none");
}

TEST_CASE("a part never runs into the delimiter after it")
{
    CHECK(kept("--b\none\n--b\ntwo\n--b--\n", {"1", "2"}) == "--b\n1\r\n--b\n2\r\n--b--\n");
    CHECK(kept("--b\r\none\r\n--b\r\n--b--", {"one", ""}) == "--b\r\none\r\n--b\r\n--b--");
    CHECK(kept("--b\r\none\r\n--b\r\n--b--", {"one", std::nullopt}) == "--b\r\none\r\n--b--");
}

}  // namespace colporteur::mail
