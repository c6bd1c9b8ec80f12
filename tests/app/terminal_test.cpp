// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/terminal.hpp"

#include <cstdlib>
#include <sstream>

#include <doctest/doctest.h>

using namespace colporteur;

namespace {

struct Printed {
    std::ostringstream out{}, err{};
    app::Terminal terminal{out, err, text::language("en")};
};

const app::Record ana = {
    {"address", "ana@example.org", "Address"}, {"name", "Zoé", "Name"}, {"members", 3}};
const app::Record bob = {
    {"address", "b@example.org", "Address"}, {"name", "", "Name"}, {"members", {}}};

}  // namespace

TEST_CASE("a table is aligned by what is seen, not by octets, and shows only what has a heading")
{
    Printed printed;
    {
        app::Listing listing{printed.terminal};
        listing.add(
            {{"name", "Zoé", "Name"}, {"address", "zoe@example.org", "Address"}, {"id", 1}});
        listing.add(
            {{"name", "Bob B", "Name"}, {"address", "b@example.org", "Address"}, {"id", 2}});
    }
    CHECK(printed.out.str() == "Name   Address\nZoé    zoe@example.org\nBob B  b@example.org\n");
}

TEST_CASE("in JSON a listing is one array, however many it holds")
{
    for (const auto& [records, text] :
         std::vector<std::pair<std::vector<app::Record>, std::string>>{
             {{}, "[]\n"},
             {{ana}, "[\n{\"address\":\"ana@example.org\",\"name\":\"Zoé\",\"members\":3}\n]\n"},
             {{ana, bob},
              "[\n{\"address\":\"ana@example.org\",\"name\":\"Zoé\",\"members\":3},\n"
              "{\"address\":\"b@example.org\",\"name\":\"\",\"members\":null}\n]\n"},
         }) {
        Printed printed;
        printed.terminal.speak_json();
        {
            app::Listing listing{printed.terminal};
            for (const app::Record& record : records)
                listing.add(record);
        }
        CHECK(printed.out.str() == text);
    }
}

TEST_CASE("what people wrote cannot move the cursor")
{
    Printed printed;
    printed.terminal.show({{"subject", "a\x1b[2Jb\r\nc", "Subject"}});
    const std::string shown = printed.out.str();
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(std::count(shown.begin(), shown.end(), '\n') == 1);
}

TEST_CASE("a complaint is one line")
{
    Printed printed;
    printed.terminal.complain("first\nsecond");
    CHECK(printed.err.str() == "colporteur: first second\n");
}

TEST_CASE("width counts columns")
{
    CHECK(app::width("abc") == 3);
    CHECK(app::width("é") == 1);
    CHECK(app::width("e\u0301") == 1);
    CHECK(app::width("日本") == 4);
    CHECK(app::width("") == 0);
}

TEST_CASE("the language is the one that the environment asks for")
{
    struct Row {
        const char *language, *all, *messages, *lang, *wanted;
    };

    for (const Row& row : {
             Row{"", "", "", "", "en"},
             Row{"", "", "", "fr_FR.UTF-8", "fr"},
             Row{"", "C", "", "fr_FR.UTF-8", "en"},
             Row{"", "", "C.UTF-8", "fr_FR.UTF-8", "en"},
             Row{"fr:en", "", "", "en_GB.UTF-8", "fr"},
             Row{"fr", "C", "", "", "en"},
             Row{"", "", "", "es_ES.UTF-8", "en"},
         }) {
        setenv("LANGUAGE", row.language, 1);
        setenv("LC_ALL", row.all, 1);
        setenv("LC_MESSAGES", row.messages, 1);
        setenv("LANG", row.lang, 1);
        CAPTURE(row.lang);
        CHECK(app::environment_language() == row.wanted);
    }
}
