// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("a field is found whatever its case, the first of several (RFC 9110 §5.1)")
{
    http::Request request;
    request.fields = {{"Host", "a"}, {"accept-LANGUAGE", "fr"}, {"Accept-Language", "en"}};
    CHECK(request.field("Accept-Language") == "fr");
    CHECK(request.field("HOST") == "a");
    CHECK_FALSE(request.field("Hos").has_value());
}

TEST_CASE("a response gathers its fields in order")
{
    http::Response response;
    response.with("A", "1").with("B", "2").with("A", "3");
    REQUIRE(response.fields.size() == 3);
    CHECK(response.fields[2] == std::pair<std::string, std::string>{"A", "3"});
}
