// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/command.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "app/completion.hpp"
#include "base/ascii.hpp"

using namespace colporteur;

namespace {

std::string manual_page()
{
    std::ifstream in{TESTS_DIR "/../docs/man/colporteur.1"};
    std::string page{std::istreambuf_iterator<char>{in}, {}};
    std::erase(page, '\\');
    return page;
}

}  // namespace

TEST_CASE("each command has a name of its own, its noun, a summary and an example")
{
    std::vector<std::string_view> names;
    for (const app::Command& command : app::commands()) {
        CAPTURE(command.name);
        CHECK_FALSE(command.summary.empty());
        CHECK_FALSE(command.examples.empty());
        CHECK(std::find(names.begin(), names.end(), command.name) == names.end());
        names.push_back(command.name);
        const auto space = command.name.rfind(' ');
        const auto before = space == command.name.npos ? "" : command.name.substr(0, space);
        const auto is_noun = [&](const app::Noun& noun) { return noun.name == before; };
        CHECK(std::any_of(app::nouns().begin(), app::nouns().end(), is_noun) ==
              (space != command.name.npos));
    }
}

TEST_CASE("whatever lists or shows speaks JSON when asked")
{
    for (const app::Command& command : app::commands()) {
        if (!command.name.ends_with(" list") && !command.name.ends_with(" show"))
            continue;
        CAPTURE(command.name);
        CHECK(std::any_of(
            command.parameters.begin(), command.parameters.end(),
            [](const app::Parameter& parameter) { return parameter.name == "--json"; }));
    }
}

TEST_CASE("the manual page describes every command and every option")
{
    const std::string manual = manual_page();
    for (const app::Command& command : app::commands()) {
        CAPTURE(command.name);
        CHECK(manual.find("\n.B colporteur " + std::string{command.name}) != std::string::npos);
        for (const app::Parameter& parameter : command.parameters) {
            CAPTURE(parameter.name);
            CHECK(manual.find(parameter.name) != std::string::npos);
        }
    }
}

TEST_CASE("the completion knows every command")
{
    const std::string script = app::bash_completion(app::nouns(), app::commands());
    for (const app::Command& command : app::commands()) {
        CAPTURE(command.name);
        CHECK(script.find("'" + std::string{command.name} + "') words=") != std::string::npos);
    }
    CHECK(script.find("'list create --kind') words='newsletter discussion'") != std::string::npos);
}

TEST_CASE("an argument that was not given is not there")
{
    app::Arguments given;
    given.put("--owner", {"a@example.org", "b@example.org"});
    given.put("--json", {});

    CHECK(given.has("--json"));
    CHECK(given.all("--owner").size() == 2);
    CHECK(given.all("--author").empty());
    CHECK(given.option("--title") == std::nullopt);
    CHECK(given.option("--title", "La lettre") == "La lettre");
}
