// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/change.hpp"

#include <doctest/doctest.h>

#include "random_sheet.hpp"
#include "settings/presets.hpp"
#include "settings/toml.hpp"
#include "store/lists.hpp"
#include "store/settings.hpp"

using namespace colporteur;
using namespace colporteur::settings;
using support::a_list;
using support::written;

namespace {

struct Owned {
    support::House house;
    model::List list = house.add(a_list());
    Who who{"root", model::Way::command_line};
    Time now = support::at("2026-03-01 10:00");

    Owned() { house.give_role(list, "ana@example.org", model::Role::owner); }

    Result<Changes> change(std::string_view key, const std::optional<std::string>& value)
    {
        return in_tx(
            [&](store::Tx& tx) { return settings::change(tx, list, key, value, who, now); });
    }

    Result<Changes> change_all(std::string_view toml)
    {
        return in_tx([&](store::Tx& tx) { return settings::change_all(tx, list, toml, who, now); });
    }

    template <class Work>
    Result<Changes> in_tx(Work work)
    {
        store::Tx tx{house.db()};
        auto changes = work(tx);
        tx.commit();
        return changes;
    }

    std::vector<model::Change> history() { return store::changes_of(house.db(), list.id, 1'000); }

    Sheet sheet() { return sheet_of(house.db(), *store::find_list(house.db(), list.id)); }
};

}  // namespace

TEST_CASE("a list whose owners set nothing has the defaults")
{
    Owned in;
    const model::Settings usual;

    const model::Settings settings = settings_of(in.house.db(), in.list);

    CHECK(settings.digest_posts == usual.digest_posts);
    CHECK(settings.held_for == usual.held_for);
    CHECK(settings.policies.empty());
    CHECK_FALSE(settings.emergency);
}

TEST_CASE("a change is kept with who, how, when, before and after")
{
    Owned in;

    const auto changes = in.change("moderation.held_for", "7 days");

    REQUIRE(changes.has_value());
    REQUIRE(changes->size() == 1);
    CHECK(settings_of(in.house.db(), in.list).held_for == std::chrono::days{7});
    const auto history = in.history();
    REQUIRE(history.size() == 1);
    CHECK(history[0].what == "moderation.held_for");
    CHECK(history[0].before == "14");
    CHECK(history[0].after == "7");
    CHECK(history[0].who == "root");
    CHECK(history[0].way == model::Way::command_line);
    CHECK(history[0].at == in.now);
}

TEST_CASE("a value that stays makes no row, neither of a setting nor of history")
{
    Owned in;
    for (const auto& [key, value] :
         {std::pair{"title", "La lettre"}, std::pair{"moderation.held_for", "14"},
          std::pair{"owners", "ANA@example.org"}, std::pair{"policy.post", ""}}) {
        CAPTURE(key);
        const auto changes = in.change(key, value);
        REQUIRE(changes.has_value());
        CHECK(changes->empty());
    }
    CHECK(in.history().empty());
    CHECK(store::setting_rows(in.house.db(), in.list.id).empty());
}

TEST_CASE("a key is as by default again, by its value or by nothing, and its row is gone")
{
    Owned in;
    REQUIRE(in.change("dress.footer", "-- \nLa lettre").has_value());
    REQUIRE(in.change("digest.posts", "10").has_value());
    CHECK(store::setting_rows(in.house.db(), in.list.id).size() == 2);

    REQUIRE(in.change("dress.footer", std::nullopt).has_value());
    REQUIRE(in.change("digest.posts", "25").has_value());

    CHECK(store::setting_rows(in.house.db(), in.list.id).empty());
    CHECK(in.history().size() == 4);
    const auto title = in.change("title", std::nullopt);
    REQUIRE_FALSE(title.has_value());
    CHECK(title.error().what == "title has no default: give it a value");
}

TEST_CASE("columns of the list and its roles are changed like any setting")
{
    Owned in;

    REQUIRE(in.change("title", "Le journal").has_value());
    REQUIRE(in.change("copies", "shared").has_value());
    REQUIRE(in.change("owners", "zoe@example.net").has_value());

    CHECK(in.list.title == "Le journal");
    CHECK_FALSE(store::find_list(in.house.db(), in.list.id)->personal_copies);
    CHECK(in.sheet().owners == std::vector{support::address("zoe@example.net")});
    CHECK(in.history()[0].before == "ana@example.org");
    CHECK(in.history()[0].after == "zoe@example.net");
}

TEST_CASE("one owner always remains")
{
    Owned in;

    const auto changes = in.change("owners", "");

    REQUIRE_FALSE(changes.has_value());
    CHECK(changes.error().code == Code::conflict);
    CHECK(in.sheet().owners.size() == 1);
}

TEST_CASE("a refusal speaks the language of whoever asked, and names the nearest key")
{
    Owned in;

    CHECK(in.change("moderation.held", "7").error().code == Code::not_found);
    CHECK(in.change("dress.reply", "list").error().what ==
          "there is no key \"dress.reply\"; did you mean \"dress.reply_to\"?");
    in.who.language = "fr";
    CHECK(in.change("owners", "").error().what.find("propriétaire") != std::string::npos);
    CHECK(in.history().empty());
}

TEST_CASE("a whole configuration is taken whole or not at all")
{
    Owned in;

    const auto refused = in.change_all("title = \"Autre\"\n[digest]\nposts = \"many\"\n");
    CHECK_FALSE(refused.has_value());
    CHECK(in.list.title == "La lettre");
    CHECK(in.history().empty());

    const auto taken = in.change_all("title = \"Autre\"\n[digest]\nposts = 30\n");
    REQUIRE(taken.has_value());
    CHECK(taken->size() == 2);
    CHECK(in.list.title == "Autre");
}

TEST_CASE("what a whole configuration leaves out is as by default; what has none stays")
{
    Owned in;
    REQUIRE(in.change("digest.posts", "10").has_value());
    REQUIRE(in.change("visible", "no").has_value());

    REQUIRE(in.change_all("# nothing\n").has_value());

    CHECK(settings_of(in.house.db(), in.list).digest_posts == 25);
    CHECK(in.list.visible);
    CHECK(in.list.title == "La lettre");
    CHECK(in.sheet().owners.size() == 1);
}

TEST_CASE("a configuration given back as it was changes nothing; any sheet can be put on a list")
{
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Owned in;
        Sheet wanted = support::RandomSheet{seed}.make();
        wanted.list.id = in.list.id;
        const std::string toml = to_toml(wanted, text::language("fr"));

        const auto changes = in.change_all(toml);
        if (!changes)
            FAIL(changes.error().what);
        CHECK(written(in.sheet()) == written(wanted));

        const auto again = in.change_all(to_toml(in.house.db(), in.list, text::language("en")));
        REQUIRE(again.has_value());
        CHECK(again->empty());
    }
}

TEST_CASE("lines change what they name and nothing else")
{
    Owned in;
    REQUIRE(in.change("digest.posts", "10").has_value());

    const auto changes = in.in_tx([&](store::Tx& tx) {
        return change_lines(tx, in.list, "title = Autre\ndress.reply_to = list", in.who, in.now);
    });

    REQUIRE(changes.has_value());
    CHECK(changes->size() == 2);
    CHECK(settings_of(in.house.db(), in.list).digest_posts == 10);
}

TEST_CASE("rules that cannot be read any more do not become the usual ones")
{
    Owned in;
    {
        store::Tx tx{in.house.db()};
        store::put_setting(tx, in.list.id, "policy.post", "whatever this means");
        store::put_setting(tx, in.list.id, "digest.posts", "whatever this means");
        store::put_setting(tx, in.list.id, "of.tomorrow", "yes");
        tx.commit();
    }

    const auto settings = settings_of(in.house.db(), in.list);

    CHECK(settings.policies.at("post") == "whatever this means");
    CHECK(settings.digest_posts == 25);
}

TEST_CASE("settings are read with one query whose cost does not grow with the other lists")
{
    Owned in;
    const auto cost = [&] {
        const auto before = in.house.db().steps();
        (void)settings_of(in.house.db(), in.list);
        return in.house.db().steps() - before;
    };
    (void)cost();
    const auto alone = cost();
    for (int i = 0; i < 50; ++i) {
        model::List other = in.house.add(a_list().named(fmt::format("l{}@info.example.org", i)));
        store::Tx tx{in.house.db()};
        store::put_setting(tx, other.id, "digest.posts", "10");
        tx.commit();
    }
    CHECK(cost() <= alone + 5);
}

TEST_CASE("each preset can be used, is kept in the history, and leaves nothing of another one")
{
    Owned in;
    for (const Preset& preset : presets()) {
        CAPTURE(preset.name);
        CHECK_FALSE(preset.meaning.empty());
        Owned fresh;
        const auto use = [&](Owned& place, std::string_view name) {
            const auto changes = place.in_tx([&](store::Tx& tx) {
                return use_preset(tx, place.list, name, place.who, place.now);
            });
            if (!changes)
                FAIL(changes.error().what);
        };
        use(in, "private");
        use(in, preset.name);
        use(fresh, preset.name);

        CHECK(written(in.sheet()) == written(fresh.sheet()));
        CHECK(in.list.kind == preset.kind);
    }
    CHECK_FALSE(in.history().empty());
}

TEST_CASE("a preset leaves alone what no preset speaks of, and says when there is none")
{
    Owned in;
    REQUIRE(in.change("dress.footer", "-- ").has_value());

    store::Tx tx{in.house.db()};
    REQUIRE(use_preset(tx, in.list, "private", in.who, in.now).has_value());
    CHECK(settings_of(tx, in.list).dress.footer_text == "-- ");
    CHECK_FALSE(in.list.visible);

    const auto none = use_preset(tx, in.list, "privat", in.who, in.now);
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().what == "there is no preset privat; did you mean private?");
}

TEST_CASE("newsletter and discussion are presets that say no more than the kind")
{
    for (const std::string_view name : {"newsletter", "discussion"}) {
        const Preset* preset = find_preset(name);
        REQUIRE(preset != nullptr);
        CHECK(preset->settings.empty());
        CHECK(model::to_word(preset->kind) == name);
    }
}
