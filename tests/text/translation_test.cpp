// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/translation.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

#include "text/mo.hpp"

using namespace colporteur;
using namespace std::string_literals;
using text::Language;

TEST_CASE("a sentence is said in the language, or in English when it has no translation")
{
    const Language french{"fr", test::make_mo({{"Leave the list", "Quitter la liste"}})};
    CHECK(french.code() == "fr");
    CHECK(french.say("Leave the list") == "Quitter la liste");
    CHECK(french.say("Join the list") == "Join the list");
    CHECK(french.say("") == "");
}

TEST_CASE("the plural follows the language's own rule")
{
    const Language french{"fr", test::make_mo({{"{} copy\0{} copies"s, "{} copie\0{} copies"s}})};
    CHECK(french.count("{} copy", "{} copies", 0) == "0 copie");
    CHECK(french.count("{} copy", "{} copies", 1) == "1 copie");
    CHECK(french.count("{} copy", "{} copies", 21) == "21 copies");

    const Language english{"en", ""};
    CHECK(english.count("{} copy", "{} copies", 0) == "0 copies");
    CHECK(english.count("{} copy", "{} copies", 1) == "1 copy");
    CHECK(french.count("one list", "{} lists", 3) == "3 lists");
}

TEST_CASE("a damaged catalogue is refused, wherever it is cut")
{
    const std::string whole = test::make_mo({{"a", "b"}, {"{} c\0{} d"s, "{} e\0{} f"s}});
    CHECK_NOTHROW(Language("fr", whole));
    for (std::size_t n = 1; n < whole.size(); ++n)
        CHECK_THROWS_AS(Language("fr", std::string_view{whole}.substr(0, n)), std::runtime_error);
}

TEST_CASE("a catalogue that points outside itself is refused")
{
    const std::string whole = test::make_mo({{"a", "b"}});
    for (std::size_t word = 8; word < 28 + 32; word += 4) {
        std::string broken = whole;
        broken.replace(word, 4, "\xF0\xFF\xFF\xFF");
        if (word == 24)
            continue;  // where the hash table stands does not matter when it is empty
        CAPTURE(word);
        CHECK_THROWS_AS(Language("fr", broken), std::runtime_error);
    }
}

TEST_CASE("a catalogue without its header is refused")
{
    const std::string empty("\xde\x12\x04\x95" + std::string(4 * 6, '\0') + "padding padding");
    CHECK_THROWS_AS(Language("fr", empty), std::runtime_error);
}

TEST_CASE("English comes first, and French is built in")
{
    REQUIRE(text::languages().size() >= 2);
    CHECK(text::languages()[0] == "en");
    CHECK(text::language("fr").code() == "fr");
    CHECK(text::language("fr-CA").code() == "fr");
    CHECK(text::language("FR_be.UTF-8").code() == "fr");
    CHECK(text::language("tlh").code() == "en");
    CHECK(text::language("").code() == "en");
}
