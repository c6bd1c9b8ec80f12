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

TEST_CASE("text is written in a charset only where all of it can be said there")
{
    CHECK(from_utf8("iso-8859-1", "été") == "\xE9t\xE9");
    CHECK(from_utf8("koi8-r", "Да") == "\xE4\xC1");
    CHECK(from_utf8("utf-8", "Да") == "Да");
    CHECK(from_utf8("windows-1252", "5 €") == "5 \x80");
    CHECK(from_utf8("utf-16le", "é") == std::string{"\xE9\0", 2});

    CHECK_FALSE(from_utf8("iso-8859-1", "5 €").has_value());  // read as 1252, written as itself
    CHECK_FALSE(from_utf8("us-ascii", "é").has_value());
    CHECK_FALSE(from_utf8("", "é").has_value());
    CHECK_FALSE(from_utf8("gb2312", "한").has_value());
    CHECK_FALSE(from_utf8("utf-8", "\xE9").has_value());
}

TEST_CASE("a stateful charset is left in the state it began in")
{
    CHECK(from_utf8("iso-2022-jp", "日") == "\x1B$BF|\x1B(B");
}

TEST_CASE("nothing is written in a charset that is unknown or follows the locale")
{
    for (const std::string_view name : {"x-nope", "char", "utf-8//IGNORE", "utf-8//TRANSLIT"}) {
        CAPTURE(name);
        CHECK_FALSE(from_utf8(name, "abc").has_value());
    }
}

}  // namespace colporteur::mail
