// SPDX-License-Identifier: AGPL-3.0-or-later
#include <random>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {
namespace {

std::string random_text(std::mt19937& random)
{
    constexpr std::string_view pieces[] = {" ",  "  ",   "\t", "a",  "letter", "é",
                                           "中", "🕊", "=?", "?=", "_",      "=",
                                           "\"", "\x01", "'",  "-",  "Q?",     "\u2028"};
    std::uniform_int_distribution<std::size_t> pick{0, std::size(pieces) - 1};
    std::uniform_int_distribution<int> length{0, 80};
    std::string text;
    for (int i = length(random); i > 0; --i)
        text += pieces[pick(random)];
    return text;
}

}  // namespace

TEST_CASE("ASCII is kept, the rest encoded")
{
    struct Case {
        std::string_view text, encoded;
    };

    for (const auto& [text, encoded] : {
             Case{"", ""},
             Case{"Plain, with  spaces: [x]!", "Plain, with  spaces: [x]!"},
             Case{"Lettre d'été 12", "Lettre =?UTF-8?B?ZCfDqXTDqQ==?= 12"},
             Case{"[l] été déjà bien", "[l] =?UTF-8?B?w6l0w6kgZMOpasOg?= bien"},
             Case{"Assemblée générale", "=?UTF-8?Q?Assembl=C3=A9e_g=C3=A9n=C3=A9rale?="},
             Case{"中文", "=?UTF-8?B?5Lit5paH?="},
             Case{"=?utf-8?Q?x?=", "=?UTF-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?="},
             Case{" x", "=?UTF-8?Q?_x?="},
             Case{"a\r\nb", "a  b"},
         }) {
        CAPTURE(text);
        CHECK(encode_text(text) == encoded);
    }
}

TEST_CASE("encoded-words keep their limits and cut no character (2047-01)")
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += " xé🕊";
    for (const std::string& encoded : {encode_text(text), encode_words(std::string(200, 'x'))}) {
        for (const std::string_view raw : split(encoded, ' ')) {
            CHECK(raw.size() <= 75);
            const std::string alone = decode_text(raw);
            CHECK(alone != raw);  // each is UTF-8 by itself
            CHECK(is_utf8(alone));
        }
    }
}

TEST_CASE("encoded text decodes to itself, also through a folded field")
{
    std::mt19937 random{2047};
    for (int i = 0; i < 3000; ++i) {
        const std::string text = random_text(random);
        CAPTURE(text);
        const std::string encoded = encode_text(text);
        REQUIRE(is_ascii(encoded));
        REQUIRE(decode_text(encoded) == text);
        const std::string field = format_field("Subject", encoded);
        REQUIRE(decode_text(split_message(field).fields.at(0).body) == text);
    }
    for (const std::string& text : {std::string(3000, 'x'), std::string(3000, ' '),
                                    "a" + std::string(3000, ' ') + "b", std::string("a b ")}) {
        CHECK(decode_text(encode_text(text)) == text);
        CHECK(decode_text(format_field("X", encode_text(text)).substr(2)) == text);
    }
}

TEST_CASE("octets that are not UTF-8 are replaced, not sent")
{
    CHECK(decode_text(encode_text("\xE9t\xE9")) == "\uFFFDt\uFFFD");
}

}  // namespace colporteur::mail
