// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/toml.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "random_sheet.hpp"
#include "settings/wishes.hpp"

using namespace colporteur;
using namespace colporteur::settings;
using support::a_sheet;
using support::written;

namespace {

const text::Language& english = text::language("en");

Sheet read_back(const std::string& toml, const Sheet& onto)
{
    auto wishes = read_toml(toml, english);
    CAPTURE(toml);
    if (!wishes)
        FAIL(wishes.error().what);
    const auto sheet = fulfil(onto, *wishes, english);
    if (!sheet)
        FAIL(sheet.error().what);
    return *sheet;
}

std::string error_of(std::string_view toml)
{
    const auto wishes = read_toml(toml, english);
    if (!wishes)
        return wishes.error().what;
    const auto sheet = fulfil(a_sheet(), *wishes, english);
    REQUIRE_FALSE(sheet.has_value());
    return sheet.error().what;
}

// The lines of a configuration that are commented out, made to count.
std::string with_defaults(const std::string& toml)
{
    std::string result;
    for (const std::string_view line : split(toml, '\n')) {
        const auto equals = line.find(" = ");
        const bool is_default = line.starts_with("# ") && equals != line.npos &&
                                line.substr(2, equals - 2).find_first_of(" .:") == line.npos;
        result.append(is_default ? line.substr(2) : line).append("\n");
        if (line.find("[[topics]]") != line.npos)
            break;  // from there on it is an example
    }
    return result;
}

}  // namespace

TEST_CASE("a configuration as TOML is read as the same settings, whatever they are")
{
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        const Sheet sheet = support::RandomSheet{seed}.make();
        const Sheet usual = by_default(sheet);

        CHECK(written(read_back(to_toml(sheet, english), usual)) == written(sheet));
        CHECK(written(read_back(to_toml(sheet, text::language("fr")), usual)) == written(sheet));
    }
}

TEST_CASE("each value's text, as rows and the history keep it, is read as the same value")
{
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const Sheet sheet = support::RandomSheet{seed}.make();
        for (const Key& key : keys()) {
            CAPTURE(seed);
            CAPTURE(key.name);
            const std::string text = to_text(value_of(key, sheet));
            Sheet again = sheet;
            CHECK(put(key, again, text, english) == std::nullopt);
            CHECK(to_text(value_of(key, again)) == text);
        }
    }
}

TEST_CASE("each key stands in the TOML below one line that says what it does")
{
    const std::string toml = to_toml(a_sheet(), english);

    for (const Key& key : keys()) {
        CAPTURE(key.name);
        CHECK(toml.find(fmt::format("\n# {}\n", key.meaning)) != std::string::npos);
    }
    CHECK(toml.find("\n# What pages and mails call the list\ntitle = \"La lettre\"\n") !=
          std::string::npos);
    CHECK(toml.find("\n# emergency = false\n") != std::string::npos);
    CHECK(toml.find("\n[dress]\n") != std::string::npos);
}

TEST_CASE("what is commented out is the default: taking the # away changes nothing")
{
    const Sheet sheet = a_sheet();

    CHECK(written(read_back(with_defaults(to_toml(sheet, english)), sheet)) == written(sheet));
}

TEST_CASE("the examples of topics and attributes can be used as they stand")
{
    std::string toml = to_toml(a_sheet(), english);
    const auto first = toml.find("# [[topics]]");
    REQUIRE(first != std::string::npos);
    std::string example;
    for (const std::string_view line : split(std::string_view{toml}.substr(first), '\n'))
        example
            .append(line.starts_with("# ") && line.find("[[") != line.npos ? line.substr(2)
                    : line.find(" = ") != line.npos                        ? line.substr(2)
                                                                           : line)
            .append("\n");

    const Sheet sheet = read_back(example, a_sheet());

    REQUIRE(sheet.settings.topics.size() == 1);
    CHECK(sheet.settings.topics[0].name == "music");
    CHECK(sheet.settings.topics[0].keywords == Words{"concert", "festival"});
    REQUIRE(sheet.settings.attributes.size() == 1);
    CHECK(sheet.settings.attributes[0].name == "city");
}

TEST_CASE("texts of several lines stay readable")
{
    Sheet sheet = a_sheet();
    sheet.settings.dress.footer_text = "-- \nLa lettre\n\"Ana\" \\o/\n";

    const std::string toml = to_toml(sheet, english);

    CHECK(toml.find("footer = \"\"\"\n-- \nLa lettre\n\\\"Ana\\\" \\\\o/\n\"\"\"\n") !=
          std::string::npos);
    CHECK(read_back(toml, a_sheet()).settings.dress.footer_text ==
          sheet.settings.dress.footer_text);
}

TEST_CASE("sizes, days and yes or no are read as people write them")
{
    const Sheet sheet = read_back(R"(
visible = "non"
owners = "zoe@example.net, ana@example.org"
[dress]
largest_part = "2 Mo"
[moderation]
held_for = "2 weeks"
[digest]
posts = "12"
)",
                                  a_sheet());

    CHECK_FALSE(sheet.list.visible);
    CHECK(sheet.owners.size() == 2);
    CHECK(sheet.settings.dress.largest_part == 2'000'000);
    CHECK(sheet.settings.held_for == std::chrono::days{14});
    CHECK(sheet.settings.digest_posts == 12);
}

TEST_CASE("an error names the line, the key, what was expected and what was found")
{
    struct Case {
        std::string_view toml;
        std::string_view says;
    };

    for (const Case& one : {
             Case{"titel = \"x\"", "line 1: there is no key \"titel\"; did you mean \"title\"?"},
             Case{"\n[dress]\nsubject_tga = \"x\"",
                  "line 3: there is no key \"dress.subject_tga\"; did you mean "
                  "\"dress.subject_tag\"?"},
             Case{"subject_tag = \"x\"", "did you mean \"dress.subject_tag\"?"},
             Case{"zzzzzzzzzzz = 1", "`colporteur list keys`"},
             Case{"title = 3", "line 1: title: expected a text in quotes, on one line, found 3"},
             Case{"[moderation]\nemergency = \"perhaps\"",
                  "line 2: moderation.emergency: expected true or false, found \"perhaps\""},
             Case{"[moderation]\nheld_for = 0", "expected a number of days from 1 to 365, found 0"},
             Case{"[digest]\nposts = 1.5", "expected a whole number from 1 to 1000, found 1.5"},
             Case{"[dress]\nreply_to = \"lst\"", "(did you mean list?)"},
             Case{"[dress]\ndrop_types = [\"image\"]", "a media type such as image/png or image/*"},
             Case{"owners = [\"nobody\"]", "mail addresses (\"nobody\" is none)"},
             Case{"topics = [1]", "expected topics, such as [{ name ="},
             Case{"[[topics]]\nname = \"a\"\ncolour = \"red\"", "(\"colour\" is unknown)"},
             Case{"[[topics]]\nname = \"a\"\n[[topics]]\nname = \"A\"", "stands twice"},
             Case{"[[topics]]\nname = \"two words\"", "one word of letters"},
             Case{"[[attributes]]\nname = \"Ville\"", "one word of a-z, 0-9 and _"},
             Case{"[[attributes]]\nname = \"a\"\nrequired = \"x\"", "required = true or false"},
             Case{"title = \"a", "line 1: this is not TOML: "},
             Case{"policy = 3", "there is no key \"policy\""},
             Case{"title.x = 3", "title: expected a text in quotes"},
         }) {
        CAPTURE(one.toml);
        CHECK(error_of(one.toml).find(one.says) != std::string::npos);
        CAPTURE(error_of(one.toml));
    }
}

TEST_CASE("all errors are named at once, so that one answer mends them all")
{
    const std::string errors = error_of("[dress]\nfooter = 3\nreply_to = \"nobody\"\n");

    CHECK(errors.find("line 2: dress.footer: ") != std::string::npos);
    CHECK(errors.find("\nline 3: dress.reply_to: ") != std::string::npos);
}

TEST_CASE("values that do not go together are refused")
{
    CHECK(error_of("owners = []").find("no owner left") != std::string::npos);
    CHECK(error_of("[dress]\nreply_to = \"address\"").find("reply_to_address") !=
          std::string::npos);
}
