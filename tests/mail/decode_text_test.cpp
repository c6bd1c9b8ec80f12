// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "mail/header.hpp"

namespace colporteur::mail {

TEST_CASE("encoded-words and raw text are decoded to UTF-8 (RFC 2047, RFC 6532)")
{
    struct Case {
        std::string_view body, text;
    };

    for (const auto& [body, text] : {
             Case{" plain", "plain"},
             Case{"=?utf-8?Q?Lettre_d=27=C3=A9t=C3=A9?=", "Lettre d'été"},
             Case{"=?UTF-8?b?w6l0w6k=?=", "été"},
             Case{"=?iso-8859-1?Q?=E9t=E9?= 2026", "été 2026"},
             Case{"=?iso-8859-1?Q?=80?=", "€"},  // as every mail program reads it
             Case{"=?us-ascii*en?Q?a?=", "a"},
             Case{"=?koi8-r?B?8NLJ18XU?=", "Привет"},
             Case{"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"},
             Case{"=?shift_jis?B?k/qWew==?=", "日本"},
             Case{"=?gb2312?B?1tDOxA==?=", "中文"},
             // neighbours are joined, also those that cut a character in two
             Case{"=?utf-8?Q?a?= =?utf-8?Q?b?=\r\n =?utf-8?B?Yw==?= d", "abc d"},
             Case{"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"},
             Case{"=?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=", "日本"},
             Case{"=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=", "aé"},
             // raw octets
             Case{"Été", "Été"},
             Case{"\xC9t\xE9 \x80", "Été €"},
             Case{"\xC9t\xE9 =?utf-8?Q?=C3=A9?=", "Été é"},
             // as real mailers send them
             Case{"[liste]=?utf-8?Q?=C3=A9?=(x)", "[liste]é(x)"},
             Case{"=?utf-8?Q?a b =C3=A9?=", "a b é"},
             Case{"=?utf-8?B?w6l0w6k?=", "été"},
             Case{"=?utf-8?B?w6l0 w6k=?=", "été"},
             Case{"=?utf-8?Q?100% =zz?=", "100% =zz"},
             Case{"=?utf-8?Q?"
                  "?=",
                  ""},
         }) {
        CAPTURE(body);
        CHECK(decode_text(body) == text);
    }
}

TEST_CASE("what cannot be decoded stays as it is (2047-02)")
{
    for (const std::string_view raw : {
             "=?x-unknown?Q?a=E9?=",
             "=?x-unknown?Q?a?= =?x-unknown?Q?b?=",
             "=?utf-8?Q?=E9?=",
             "=?utf-8?X?a?=",
             "=?utf-8?Q?a",
             "=?utf-8",
             "=?",
             "=?"
             "?Q?a?=",
             "a =? b",
             "=?wchar_t?Q?a?=",
             "=?iso-2022-jp?B?/////w==?=",
         }) {
        CAPTURE(raw);
        CHECK(decode_text(raw) == raw);
    }
    CHECK(decode_text("=?nope?Q?\xE9?=") == "=?nope?Q?é?=");
    CHECK(decode_text("=?utf-8?Q?a?= =?nope?Q?b?= =?utf-8?Q?c?=") == "a =?nope?Q?b?= c");
    CHECK(decode_text("=?utf-8?Q?a?= =?utf-8?Q?=E9?= =?utf-8?Q?c?=") == "a =?utf-8?Q?=E9?= c");
}

TEST_CASE("what can be decoded ends before the first word that cannot (2047-02)")
{
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},
        {"plain été =?utf-8?Q?a?=", "plain été =?utf-8?Q?a?="},
        {"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= x", "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= x"},
        {"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= a", "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= a"},
        {"Re: [L] =?nope?Q?b?= c", "Re: [L] "},
        {"a =?utf-8?Q?a?= =?utf-8?Q?=E9?= c", "a =?utf-8?Q?a?= "},
        {"Re: [L] \xE9t\xE9", "Re: [L] "},
        {"\xE9t\xE9 a", ""},
        {"a b=?nope?Q?b?=", "a "},
        {"a b=?\xE9", "a "},
    };
    for (const auto& [line, understood] : cases) {
        CAPTURE(line);
        CHECK(line.substr(0, decodable_size(line)) == understood);
    }
}

TEST_CASE("an encoded line break never reaches a header line (2047-03)")
{
    CHECK(decode_text("=?utf-8?Q?a=0D=0ABcc:_x=00?=") == "a  Bcc: x ");
    CHECK(decode_text("=?utf-16be?B?AGEADQAK?=") == "a  ");
    CHECK(decode_text("a\r\nb\nc") == "a  b c");
}

TEST_CASE("huge and hostile text is decoded in bounded time" * doctest::timeout(5))
{
    std::string starts;
    std::string words;
    for (int i = 0; i < 150'000; ++i) {
        starts += "=?a?q?";
        words += "=?utf-8?q?a?= ";
    }
    CHECK(decode_text(starts) == starts);
    CHECK(decode_text(words).size() == 150'000);
    CHECK(decode_text(std::string(1'000'000, '=')).size() == 1'000'000);
}

}  // namespace colporteur::mail
