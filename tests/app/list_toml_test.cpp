// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "app/completion.hpp"
#include "settings/keys.hpp"
#include "settings/presets.hpp"
#include "settings/wishes.hpp"
#include "support/builders.hpp"

using namespace colporteur;

namespace {

std::string manual_page()
{
    std::ifstream in{TESTS_DIR "/../docs/man/colporteur.list.toml.5"};
    std::string page{std::istreambuf_iterator<char>{in}, {}};
    std::erase(page, '\\');
    return page;
}

std::string between(const std::string& text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    return at == text.npos
               ? ""
               : text.substr(at + from.size(), text.find(to, at + from.size()) - at - from.size());
}

/// What the page says of one group: the tables of topics and attributes have a part of their own.
std::string part_of(const std::string& manual, const settings::Key& key)
{
    if (key.name == "topics" || key.name == "attributes")
        return between(manual, ".SS Tables\n", "\n.S");
    if (key.group().empty())
        return between(manual, ".SS At the top\n", "\n.S");
    return between(manual, fmt::format(".SS [{}]\n", key.group()), "\n.S");
}

}  // namespace

TEST_CASE("the manual page describes every setting of a list, in its group and no other")
{
    const std::string manual = manual_page();
    std::size_t described = 0;
    for (const settings::Key& key : settings::keys()) {
        CAPTURE(key.name);
        CHECK(part_of(manual, key).find(fmt::format("\n.B {}\n", key.short_name())) !=
              std::string::npos);
        ++described;
    }
    std::size_t entries = 0;
    const std::string keys = between(manual, ".SH KEYS\n", "\n.SH");
    for (auto at = keys.find("\n.TP\n.B "); at != keys.npos; at = keys.find("\n.TP\n.B ", at + 1))
        ++entries;
    CHECK(entries == described);
}

TEST_CASE("the manual page's defaults of numbers are the true ones")
{
    const std::string manual = manual_page();
    const settings::Sheet usual{.list = support::a_list()};
    for (const settings::Key& key : settings::keys()) {
        const settings::Value value = settings::value_of(key, usual);
        const auto* number = std::get_if<std::int64_t>(&value);
        if (!number || *number == 0)
            continue;
        CAPTURE(key.name);
        const std::string entry = between(part_of(manual, key) + "\n.TP\n",
                                          fmt::format("\n.B {}\n", key.short_name()), "\n.TP\n");
        CHECK(entry.find(fmt::format("Default: {}.", *number)) != std::string::npos);
    }
}

TEST_CASE("the manual page's example is a configuration")
{
    const auto& language = text::language("en");
    const std::string example = between(manual_page(), ".SH EXAMPLE\n.nf\n", ".fi\n");
    REQUIRE_FALSE(example.empty());

    const auto wishes = settings::read_toml(example, language);
    REQUIRE(wishes.has_value());
    const auto sheet = settings::fulfil({.list = support::a_list()}, *wishes, language);

    REQUIRE(sheet.has_value());
    CHECK(sheet->settings.topics.size() == 1);
    CHECK(sheet->settings.dress.footer_text.starts_with("--\n"));
}

TEST_CASE("the completion offers keys and presets")
{
    const std::string script = app::bash_completion(app::nouns(), app::commands());

    CHECK(script.find(" dress.subject_tag ") != std::string::npos);
    CHECK(script.find("'list create --preset') words='newsletter discussion ") !=
          std::string::npos);
}
