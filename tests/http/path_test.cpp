// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "http/message.hpp"

using namespace colporteur;
using Pieces = std::vector<std::string>;

TEST_CASE("a path is cut at its slashes and decoded")
{
    CHECK(http::split_path("/") == Pieces{});
    CHECK(http::split_path("/lettre") == Pieces{"lettre"});
    CHECK(http::split_path("/lettre/") == Pieces{"lettre"});
    CHECK(http::split_path("/lettre/m/x%20y") == Pieces{"lettre", "m", "x y"});
    CHECK(http::split_path("/%C3%A9t%c3%a9+x") == Pieces{"été+x"});
    CHECK(http::split_path("//a//b") == Pieces{"", "a", "", "b"});
    CHECK(http::split_path("/...") == Pieces{"..."});
}

TEST_CASE("a path that could lead elsewhere is refused")
{
    for (const std::string_view path :
         {"", "*", "lettre", "http://x/", "/a%2Fb", "/a%2fb", "/..", "/a/../b", "/%2e%2E/etc", "/.",
          "/%00", "/a%", "/a%2", "/a%zz", "/%FF", "/%C0%AF"}) {
        CAPTURE(path);
        CHECK_FALSE(http::split_path(path).has_value());
    }
}
