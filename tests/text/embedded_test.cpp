// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/embedded.hpp"

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("the program carries its catalogues and templates")
{
    const auto catalogue = text::embedded("translations/fr.mo");
    REQUIRE(catalogue.has_value());
    CHECK(
        (catalogue->starts_with("\xde\x12\x04\x95") || catalogue->starts_with("\x95\x04\x12\xde")));
    CHECK(text::embedded("web/style.css").value_or("").ends_with("}\n"));
    CHECK_FALSE(text::embedded("web/nowhere.html").has_value());
}

TEST_CASE("the unit tests do not carry the source code, so that an edit does not link them again")
{
    CHECK(text::source_tarball().empty());
    CHECK(text::source_version().empty());
}
