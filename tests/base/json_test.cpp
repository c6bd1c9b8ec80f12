// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.hpp"

#include <doctest/doctest.h>

namespace colporteur {

TEST_CASE("each kind of value has its spelling")
{
    CHECK(to_text(Json{}) == "null\n");
    CHECK(to_text(Json{true}) == "true\n");
    CHECK(to_text(Json{std::int64_t{-42}}) == "-42\n");
    CHECK(to_text(Json{7}) == "7\n");
    CHECK(to_text(Json{"seven"}) == "\"seven\"\n");
    CHECK(to_text(Json{JsonArray{}}) == "[]\n");
    CHECK(to_text(Json{JsonObject{}}) == "{}\n");
}

TEST_CASE("arrays and objects nest, in order, two blanks a level")
{
    const Json json = JsonObject{
        {"name", "Ana"}, {"lists", JsonArray{JsonObject{{"number", 1}}, "none"}}, {"left", Json{}}};
    CHECK(to_text(json) == R"({
  "name": "Ana",
  "lists": [
    {
      "number": 1
    },
    "none"
  ],
  "left": null
}
)");
}

TEST_CASE("a string is escaped as RFC 8259 §7 has it, and is UTF-8 whatever it was")
{
    CHECK(to_text(Json{"a\"b\\c"}) == "\"a\\\"b\\\\c\"\n");
    CHECK(to_text(Json{"1\n2\r\t3"}) == "\"1\\n2\\r\\t3\"\n");
    CHECK(to_text(Json{std::string_view{"\0\x1B\x7F", 3}}) == "\"\\u0000\\u001b\\u007f\"\n");
    CHECK(to_text(Json{"Lüders – 日本"}) == "\"Lüders – 日本\"\n");
    CHECK(to_text(Json{"L\xFC"}) == "\"L\uFFFD\"\n");
}

}  // namespace colporteur
