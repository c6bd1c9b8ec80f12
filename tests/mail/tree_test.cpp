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

TEST_CASE("a damaged line stays in its place, unless it would come first and end the header")
{
    const auto drop_a = [](const Field& field) -> Result<std::string> {
        return field.name == "A" ? std::string{} : std::string{field.raw};
    };
    CHECK(rewrite_fields(split_message("A: 1\r\n damaged\r\nodd\r\nB: 2\r\nodd\r\n"), drop_a) ==
          "B: 2\r\nodd\r\n");
    CHECK(rewrite_fields(split_message("B: 2\r\nodd\r\nA: 1\r\n"), drop_a) == "B: 2\r\nodd\r\n");
}

TEST_CASE("one field of a name is left, where the first one stood or at the end")
{
    CHECK(with_field("A: 1\r\nb: 2\r\nB: 3\r\nC: 4\r\n", "B", "new") ==
          "A: 1\r\nB: new\r\nC: 4\r\n");
    CHECK(with_field("A: 1", "B", "new") == "A: 1\r\nB: new\r\n");
    CHECK(with_field("", "B", "new") == "B: new\r\n");
}

TEST_CASE("a part never runs into the delimiter after it")
{
    CHECK(kept("--b\none\n--b\ntwo\n--b--\n", {"1", "2"}) == "--b\n1\r\n--b\n2\r\n--b--\n");
    CHECK(kept("--b\r\none\r\n--b\r\n--b--", {"one", ""}) == "--b\r\none\r\n--b\r\n--b--");
    CHECK(kept("--b\r\none\r\n--b\r\n--b--", {"one", std::nullopt}) == "--b\r\none\r\n--b--");
}

}  // namespace colporteur::mail
