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

}  // namespace

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
