// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/charset.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("charsets are read by the names that mailers give them")
{
    CHECK(to_utf8("ISO-8859-15", "\xA4") == "€");
    CHECK(to_utf8("cp1252", "\x93x\x94") == "“x”");
    CHECK(to_utf8("ks_c_5601-1987", "\xC7\xD1") == "한");
    CHECK(to_utf8("us-ascii", "d\xC3\xA9j\xC3\xA0") == "déjà");
    CHECK(to_utf8("utf-7", "+AOk-") == "é");
}

TEST_CASE("a charset that is unknown, or follows the locale, gives nothing")
{
    for (const std::string_view name :
         {"x-nope", "char", "WCHAR_T", "utf-8//IGNORE", "../../etc/passwd", "utf-8\n"}) {
        CAPTURE(name);
        CHECK_FALSE(to_utf8(name, "abc").has_value());
    }
    CHECK_FALSE(to_utf8(std::string(5000, 'x'), "abc").has_value());
}

TEST_CASE("for reading, damage is shown and the rest kept")
{
    CHECK(to_readable_utf8("utf-8", "\xE9t\xC3\xA9") == "\uFFFDté");
    CHECK(to_readable_utf8("shift_jis", "\x93\xFA\xFF") == "日\uFFFD");
    CHECK(to_readable_utf8("x-nope", "\xE9t\xE9") == "été");
    CHECK(to_readable_utf8("utf-16le", "a") == "\uFFFD");
}

TEST_CASE("long text goes through the converter whole")
{
    CHECK(to_utf8("koi8-r", std::string(100'000, '\xC1'))->size() == 200'000);
}

}  // namespace colporteur::mail
