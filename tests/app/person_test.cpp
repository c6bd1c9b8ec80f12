// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>

#include "app/command.hpp"
#include "lists/forget.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "support/builders.hpp"

using namespace colporteur;
using support::address;

namespace {

const Time noon = support::at("2026-03-01 12:00");
const auto ana = address("ana@example.net");

bool holds(const std::string& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

/// A data directory with a list in it, which Ana is on, and the commands that work there.
struct Desk {
    support::TemporaryFolder folder;
    app::Config config{.data = folder.path(), .zone = {}};
    std::ostringstream out;
    std::ostringstream err;
    bool json = false;

    Desk()
    {
        work([](store::Tx& tx) {
            model::List list = support::a_list();
            list.domain = store::add_domain(tx, {{}, "info.example.org", "Info", "fr"});
            list.id = store::add_list(tx, list);
            store::subscribe(tx, list.id, store::get_or_add_person(tx, ana, "Ana", "en").id, noon);
        });
    }

    template <class Work>
    void work(Work do_it)
    {
        app::Terminal terminal{out, err, text::language("en")};
        app::Call call{config, terminal, app::Arguments{}, noon};
        store::Tx tx{call.db()};
        do_it(tx);
        tx.commit();
    }

    Result<void> run(std::string_view name, const std::vector<std::string>& switches = {},
                     const std::string& file = "")
    {
        app::Arguments given;
        given.put("ADDRESS", {"ana@example.net"});
        given.put("LIST", {"lettre@info.example.org"});
        if (!file.empty())
            given.put("FILE", {file});
        for (const std::string& each : switches)
            given.put(each, {""});
        out.str("");
        app::Terminal terminal{out, err, text::language("en")};
        if (json)
            terminal.speak_json();
        app::Call call{config, terminal, given, noon};
        const auto found = std::ranges::find(app::commands(), name, &app::Command::name);
        return found->run(call);
    }
};

}  // namespace

TEST_CASE("person show says what is held, in words or as JSON")
{
    Desk desk;
    REQUIRE(desk.run("person show").has_value());
    CHECK(holds(desk.out.str(), "- ana@example.net – Ana"));
    CHECK(holds(desk.out.str(), "List lettre@info.example.org, with ana@example.net:"));
    desk.json = true;
    REQUIRE(desk.run("person show").has_value());
    CHECK(holds(desk.out.str(), "\"reception\": \"mail\""));
}

TEST_CASE("person export writes the same file that the person gets by mail (RGPD-05)")
{
    Desk desk;
    const std::string file = desk.folder / "ana.json";
    REQUIRE(desk.run("person export", {}, file).has_value());
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    CHECK(holds(text, "\"address\": \"ana@example.net\""));
    CHECK_FALSE(desk.run("person export", {}, "/nowhere/ana.json").has_value());
}

TEST_CASE(
    "person erase erases when told twice, says farewell, and nobody is brought back (RGPD-07)")
{
    Desk desk;
    CHECK(desk.run("person erase").error().code == Code::conflict);
    REQUIRE(desk.run("person erase", {"--yes"}).has_value());
    desk.work([](store::Tx& tx) {
        CHECK_FALSE(store::find_person(tx, ana).has_value());
        const auto mails = store::queued_mailings(tx, true);
        REQUIRE(mails.size() == 1);
        CHECK(mails.front().subject == "[Info] You are forgotten here");
    });
    CHECK(desk.run("member add").error().code == Code::conflict);
    REQUIRE(desk.run("person show").has_value());
    CHECK(holds(desk.out.str(), "has asked to be forgotten"));
}

TEST_CASE("person erase refuses the only owner of a list, and writes no mail when told so")
{
    Desk desk;
    desk.work([](store::Tx& tx) {
        const auto list = store::all_lists(tx).front();
        store::add_role(tx, list.id, store::find_person(tx, ana)->id, model::Role::owner);
    });
    const auto refused = desk.run("person erase", {"--yes"});
    REQUIRE_FALSE(refused.has_value());
    CHECK(holds(refused.error().what, "only owner of lettre@info.example.org"));
    desk.work([](store::Tx& tx) {
        const auto list = store::all_lists(tx).front();
        store::add_role(tx, list.id,
                        store::get_or_add_person(tx, address("olga@example.net"), "", "").id,
                        model::Role::owner);
    });
    REQUIRE(desk.run("person erase", {"--yes", "--no-mail"}).has_value());
    desk.work([](store::Tx& tx) { CHECK(store::queued_mailings(tx, true).empty()); });
}

TEST_CASE("of nobody known there is nothing to show")
{
    Desk desk;
    app::Arguments given;
    given.put("ADDRESS", {"eve@example.com"});
    app::Terminal terminal{desk.out, desk.err, text::language("en")};
    app::Call call{desk.config, terminal, given, noon};
    const auto show = std::ranges::find(app::commands(), "person show", &app::Command::name);
    CHECK(show->run(call).error().code == Code::not_found);
}
