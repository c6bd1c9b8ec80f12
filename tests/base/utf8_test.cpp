// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/utf8.hpp"

#include <doctest/doctest.h>

namespace colporteur {

TEST_CASE("only well-formed UTF-8 is UTF-8")
{
    CHECK(is_utf8("Prénom, œuvre, 中文, 🕊"));
    for (const std::string_view bad :
         {"\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE9t\xE9"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_utf8(bad));
    }
}

TEST_CASE("damaged octets become the replacement character, the rest is kept")
{
    CHECK(to_valid_utf8("\xE9t\xC3\xA9") == "\uFFFDté");
}

TEST_CASE("folding forgets case, accents and typographic signs")
{
    CHECK(fold("Désabonner") == "desabonner");
    CHECK(fold("Œuvre « à » l’été…") == "oeuvre \" a \" l'ete...");
}

TEST_CASE("one_line keeps nothing that could break or disguise a line")
{
    CHECK(one_line("  Ana\r\nBcc: x\u202E y\t ") == "Ana Bcc: x y");
    CHECK(one_line("ééé", 4) == "éé");
}

TEST_CASE("edit_distance counts a swap of neighbours once")
{
    CHECK(edit_distance("letrte", "lettre") == 1);
    CHECK(edit_distance("subscibe", "subscribe") == 1);
    CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("lines to be shown keep their shape and lose what would move the cursor")
{
    CHECK(showable_lines("a\r\n\tb  c\r\rd\n") == "a\n\tb  c\n\nd\n");
    CHECK(showable_lines("\x1B[31mred\x07\xC2\x9B \xE2\x80\xAEolleh\xEF\xBB\xBF") ==
          "[31mred olleh");
    CHECK(showable_lines("👩\u200D👧") == "👩\u200D👧");
    CHECK(showable_lines(showable_lines("\r\r\n\x01\r")) == showable_lines("\r\r\n\x01\r"));
}

}  // namespace colporteur
