// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/reader.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {

TEST_CASE("a letter may name the four fields of every list, and the attributes of its readers")
{
    CHECK(field_names({"city"}) ==
          std::vector<std::string>{"name", "address", "list", "unsubscribe_link", "city"});
}

TEST_CASE("each field has its value, an attribute cannot stand for one of the four")
{
    const Reader reader{.name = "Ana",
                        .address = "ana@example.net",
                        .attributes = {{"city", "Łódź"}, {"list", "mine"}}};
    const CopyFacts facts{"a@example.net", "La lettre", "https://info.example.org/unsubscribe/x"};
    CHECK(value_of("name", reader, facts) == "Ana");
    CHECK(value_of("address", reader, facts) == "ana@example.net");
    CHECK(value_of("address", {}, facts) == "a@example.net");
    CHECK(value_of("list", reader, facts) == "La lettre");
    CHECK(value_of("unsubscribe_link", reader, facts) == "https://info.example.org/unsubscribe/x");
    CHECK(value_of("city", reader, facts) == "Łódź");
    CHECK(value_of("zip", reader, facts) == "");
}

}  // namespace colporteur::delivery
