// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/reply_prefix.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("the words of answers and of forwarded mails, as they were written (trap 6)")
{
    struct Case {
        std::string_view subject, word, rest;
    };

    for (const auto& [subject, word, rest] : {
             Case{"Re: x", "Re", " x"},
             Case{"RE : x", "RE", " x"},
             Case{"RE\u00A0: x", "RE", " x"},
             Case{"Re:x", "Re", "x"},
             Case{"Re:", "Re", ""},
             Case{"Re[2]: x", "Re", " x"},
             Case{"Re(2): x", "Re", " x"},
             Case{"Re*2: x", "Re", " x"},
             Case{"Re^2: x", "Re", " x"},
             Case{"Re [2] : x", "Re", " x"},
             Case{"Re[2](3): x", "Re", " x"},
             Case{"Re： x", "Re", " x"},
             Case{"Re：a: x", "Re", "a: x"},
             Case{"Rép. : x", "Rép", " x"},
             Case{"TR : x", "TR", " x"},
             Case{"AW: x", "AW", " x"},
             Case{"WG: x", "WG", " x"},
             Case{"SV: x", "SV", " x"},
             Case{"Vá: x", "Vá", " x"},
             Case{"R: I: x", "R", " I: x"},
             Case{"İLT: x", "İLT", " x"},
             Case{"ΑΠ: x", "ΑΠ", " x"},
             Case{"На: x", "На", " x"},
             Case{"השב: x", "השב", " x"},
             Case{"إعادة توجيه: x", "إعادة توجيه", " x"},
             Case{"回复：x", "回复", "x"},
         }) {
        CAPTURE(subject);
        const auto prefix = read_reply_prefix(subject);
        REQUIRE(prefix.has_value());
        CHECK(prefix->word == word);
        CHECK(subject.substr(prefix->size) == rest);
    }
}

TEST_CASE("what is no prefix of an answer")
{
    for (const std::string_view subject :
         {"", ":", "Re", "Re x: y", "Rendez-vous: x", "Reply: x", " Re: x", "[Re]: x", "Re[: x",
          "Re[x]: y", "Re[2: x", "Re(2]: x", "Re[]: x", "Re2: x", "Re[1111111111111111111]: x",
          "a word and another and a third, and at last a colon after more than sixty: x"}) {
        CAPTURE(subject);
        CHECK_FALSE(read_reply_prefix(subject).has_value());
    }
}

}  // namespace colporteur::mail
