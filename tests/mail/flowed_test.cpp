// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/flowed.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("flowed lines are joined into paragraphs (RFC 3676 §4)")
{
    struct Case {
        std::string_view text, joined;
    };

    for (const auto& [text, joined] : {
             Case{"", ""},
             Case{"one \ntwo \nthree\nfour\n", "one two three\nfour\n"},
             Case{" From stuffed\n >not quoted\n", "From stuffed\n>not quoted\n"},
             Case{"> a \n> b\n>> c \n> d\ne\n", "> a b\n>> c \n> d\ne\n"},
             Case{"text \n-- \nAna\n", "text \n-- \nAna\n"},
         }) {
        CAPTURE(text);
        CHECK(join_flowed(text, false) == joined);
    }
    CHECK(join_flowed("日 \n本\n", true) == "日本\n");
}

}  // namespace colporteur::mail
