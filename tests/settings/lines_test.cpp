// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "random_sheet.hpp"
#include "settings/toml.hpp"
#include "settings/wishes.hpp"

using namespace colporteur;
using namespace colporteur::settings;
using support::a_sheet;
using support::written;

namespace {

const text::Language& english = text::language("en");

Sheet read(std::string_view lines)
{
    const auto wishes = read_lines(lines, english);
    CAPTURE(lines);
    if (!wishes)
        FAIL(wishes.error().what);
    const auto sheet = fulfil(a_sheet(), *wishes, english);
    if (!sheet)
        FAIL(sheet.error().what);
    return *sheet;
}

}  // namespace

TEST_CASE("bare lines are read without quotes")
{
    const Sheet sheet = read(R"(
# what we agreed
title = La lettre de mai, n° 3 # la suite
dress.subject_tag = [Débat]
moderation.emergency = yes   # for the weekend
owners = zoe@example.net, ana@example.org
digest.posts = 10
policy.post = members: accept; others: hold
)");

    CHECK(sheet.list.title == "La lettre de mai, n° 3 # la suite");
    CHECK(sheet.settings.dress.subject_tag == "Débat");
    CHECK(sheet.settings.emergency);
    CHECK(sheet.owners.size() == 2);
    CHECK(sheet.settings.digest_posts == 10);
    CHECK(sheet.settings.policies.at("post") == "members: accept; others: hold");
}

TEST_CASE("bare lines may be cut from the TOML: quotes, several lines, groups")
{
    const Sheet sheet = read(
        "title = \"La \\\"lettre\\\"\"\n"
        "owners = [\n  \"zoe@example.net\",\n]\n"
        "[dress]\n"
        "footer = \"\"\"\n-- \nLa = lettre\n\"\"\"\n"
        "reply_to = \"list\"\n"
        "topics = [{ name = \"a\" }]\n");

    CHECK(sheet.list.title == "La \"lettre\"");
    CHECK(sheet.owners == std::vector{support::address("zoe@example.net")});
    CHECK(sheet.settings.dress.footer_text == "-- \nLa = lettre\n");
    CHECK(sheet.settings.dress.reply_to == dressing::ReplyTo::list);
    CHECK(sheet.settings.topics.size() == 1);
}

TEST_CASE("what is no line of a configuration is named with its line")
{
    const auto wishes = read_lines("title = x\nplease change the footer\nfoter = y", english);

    REQUIRE_FALSE(wishes.has_value());
    CHECK(wishes.error().what ==
          "line 2: expected \"key = value\", found \"please change the footer\"\n"
          "line 3: there is no key \"foter\"; did you mean \"dress.footer\"?");
}

TEST_CASE("a text whose quotes are open is the text itself, quotes and all")
{
    CHECK(read("title = \"La lettre").list.title == "\"La lettre");
    CHECK(read("title = \"\"\"La lettre\nvisible = no").list.title == "\"\"\"La lettre");
    CHECK_FALSE(read("title = \"\"\"La lettre\nvisible = no").list.visible);
}

TEST_CASE("however many values are left open and keys unknown, reading ends soon")
{
    std::string open_values;
    for (int i = 0; i < 15'000; ++i)
        open_values += "topics = [ ]x\n";
    std::string unknown_keys;
    for (int i = 0; i < 15'000; ++i)
        unknown_keys += fmt::format("dress.nothing_{} = 1\n", i);

    CHECK(read_lines(open_values.substr(0, 200'000), english).has_value());
    const auto whole = read_toml(unknown_keys, english);
    REQUIRE_FALSE(whole.has_value());
    CHECK(split(std::string_view{whole.error().what}, '\n').size() == most_errors);
    const auto lines = read_lines(unknown_keys.substr(0, 250'000), english);
    REQUIRE_FALSE(lines.has_value());
    CHECK(split(std::string_view{lines.error().what}, '\n').size() == most_errors);
    CHECK(read_lines(std::string(262'145, '#'), english).error().code == Code::too_large);
}
