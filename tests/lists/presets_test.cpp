// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/presets.hpp"

#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lists/permission.hpp"
#include "settings/change.hpp"
#include "settings/settings.hpp"
#include "store/lists.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using policy::Act;
using policy::Fate;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

constexpr Act acts[] = {Act::subscribe, Act::leave,    Act::post,   Act::see_members,
                        Act::archive,   Act::see_list, Act::info,   Act::invite,
                        Act::add,       Act::remove,   Act::remind, Act::create_list};

/// A list that has become what a preset says, with somebody of each kind.
struct Place {
    support::House house;
    model::Site site = support::a_site();
    model::List list = house.add(support::a_list());

    explicit Place(std::string_view preset)
    {
        house.subscribe(list, "member@example.net");
        house.give_role(list, "author@example.net", model::Role::author);
        house.give_role(list, "moderator@example.net", model::Role::moderator);
        house.give_role(list, "owner@example.net", model::Role::owner);
        site.admins = {address("listmaster@example.net")};
        store::Tx tx{house.db()};
        const auto changes =
            settings::use_preset(tx, list, preset, {.name = "owner@example.net"}, noon);
        if (!changes)
            FAIL(changes.error().what);
        tx.commit();
    }

    std::string policy(Act act)
    {
        return policy_text(list, settings::settings_of(house.db(), list), act);
    }

    char fate(Act act, const std::string& who, bool confirmed)
    {
        const auto verdict = may(house.db(), site, list, act,
                                 {.address = address(who + "@example.net"), .confirmed = confirmed},
                                 std::nullopt, noon);
        switch (verdict.fate) {
        case Fate::accept: return 'a';
        case Fate::confirm: return 'c';
        case Fate::hold: return verdict.for_owners ? 'o' : 'h';
        case Fate::reject: return verdict.quietly ? 'q' : 'r';
        case Fate::discard: return 'd';
        }
        return '?';
    }

    /// For a stranger, a member, an author, a moderator, an owner and a listmaster: on the word of
    /// their From, and once they have answered. a accept, c confirm, h hold, o hold for owners, r
    /// reject, q quietly, d discard.
    std::string fates(Act act)
    {
        std::string letters;
        for (const char* who : {"stranger", "member", "author", "moderator", "owner", "listmaster"})
            for (const bool confirmed : {false, true})
                letters += (letters.empty() || confirmed ? "" : " ") +
                           std::string(1, fate(act, who, confirmed));
        return letters;
    }
};

struct Row {
    Act act;
    const char* preset;
    const char* fates;
};

}  // namespace

TEST_CASE("everything that a preset leaves a list with can be read as a policy of its act")
{
    for (const settings::Preset& preset : settings::presets()) {
        Place place{preset.name};
        for (const Act act : acts) {
            CAPTURE(preset.name);
            CAPTURE(place.policy(act));
            const auto read = policy::parse(act, place.policy(act));
            REQUIRE(read.has_value());
            CHECK_FALSE(read->rules.empty());
        }
    }
}

TEST_CASE("no two presets make the same list")
{
    std::set<std::string> lists;
    for (const settings::Preset& preset : settings::presets()) {
        Place place{preset.name};
        std::string whole = fmt::format("{}", place.list.visible);
        for (const Act act : acts)
            whole += "\n" + place.fates(act);
        const auto dress = settings::settings_of(place.house.db(), place.list).dress;
        CHECK(lists
                  .insert(whole +
                          fmt::format("\n{} {}", dress.anonymous, static_cast<int>(dress.reply_to)))
                  .second);
    }
    CHECK(lists.size() == 9);
}

TEST_CASE("each preset opens to each kind of person what its name promises")
{
    //                              stranger member author moderator owner listmaster
    constexpr Row rows[] = {
        {Act::subscribe, "newsletter", "ca ca ca ca ca ca"},
        {Act::subscribe, "discussion", "ca ca ca ca ca ca"},
        {Act::subscribe, "public-discussion", "ca ca ca ca ca ca"},
        {Act::subscribe, "moderated", "ca ca ca ca ca ca"},
        {Act::subscribe, "private", "co co co co co co"},
        {Act::subscribe, "working-group", "co co co co co co"},
        {Act::subscribe, "contact", "co co co co co co"},
        {Act::subscribe, "anonymous", "ca ca ca ca ca ca"},
        {Act::subscribe, "open-archive", "ca ca ca ca ca ca"},

        {Act::post, "newsletter", "rr rr aa rr aa rr"},
        {Act::post, "discussion", "hh aa aa aa aa hh"},
        {Act::post, "public-discussion", "hh aa hh aa aa hh"},
        {Act::post, "moderated", "hh hh hh ca hh hh"},
        {Act::post, "private", "rr aa rr aa aa rr"},
        {Act::post, "working-group", "hh aa hh aa aa hh"},
        {Act::post, "contact", "aa aa aa aa aa aa"},
        {Act::post, "anonymous", "hh aa hh aa aa hh"},
        {Act::post, "open-archive", "rr aa rr aa aa rr"},

        {Act::archive, "newsletter", "aa aa aa aa aa aa"},
        {Act::archive, "discussion", "rr aa rr aa aa aa"},
        {Act::archive, "public-discussion", "aa aa aa aa aa aa"},
        {Act::archive, "moderated", "rr aa rr aa aa aa"},
        {Act::archive, "private", "rr aa rr aa aa aa"},
        {Act::archive, "working-group", "rr aa rr aa aa aa"},
        {Act::archive, "contact", "rr aa rr aa aa aa"},
        {Act::archive, "anonymous", "rr aa rr aa aa aa"},
        {Act::archive, "open-archive", "aa aa aa aa aa aa"},

        {Act::see_members, "newsletter", "rr rr rr rr aa aa"},
        {Act::see_members, "discussion", "rr rr rr aa aa aa"},
        {Act::see_members, "public-discussion", "rr rr rr aa aa aa"},
        {Act::see_members, "moderated", "rr rr rr aa aa aa"},
        {Act::see_members, "private", "rr aa rr aa aa aa"},
        {Act::see_members, "working-group", "rr aa rr aa aa aa"},
        {Act::see_members, "contact", "rr aa rr aa aa aa"},
        {Act::see_members, "anonymous", "rr rr rr rr aa aa"},
        {Act::see_members, "open-archive", "rr rr rr aa aa aa"},

        {Act::see_list, "newsletter", "aa aa aa aa aa aa"},
        {Act::see_list, "discussion", "aa aa aa aa aa aa"},
        {Act::see_list, "public-discussion", "aa aa aa aa aa aa"},
        {Act::see_list, "moderated", "aa aa aa aa aa aa"},
        {Act::see_list, "private", "rr aa rr aa aa aa"},
        {Act::see_list, "working-group", "aa aa aa aa aa aa"},
        {Act::see_list, "contact", "aa aa aa aa aa aa"},
        {Act::see_list, "anonymous", "aa aa aa aa aa aa"},
        {Act::see_list, "open-archive", "aa aa aa aa aa aa"},

        {Act::info, "newsletter", "aa aa aa aa aa aa"},
        {Act::info, "discussion", "aa aa aa aa aa aa"},
        {Act::info, "public-discussion", "aa aa aa aa aa aa"},
        {Act::info, "moderated", "aa aa aa aa aa aa"},
        {Act::info, "private", "rr aa rr aa aa aa"},
        {Act::info, "working-group", "aa aa aa aa aa aa"},
        {Act::info, "contact", "aa aa aa aa aa aa"},
        {Act::info, "anonymous", "aa aa aa aa aa aa"},
        {Act::info, "open-archive", "aa aa aa aa aa aa"},

        {Act::invite, "newsletter", "rr rr rr rr aa aa"},
        {Act::invite, "discussion", "rr aa rr rr aa aa"},
        {Act::invite, "public-discussion", "rr aa rr rr aa aa"},
        {Act::invite, "moderated", "rr aa rr rr aa aa"},
        {Act::invite, "private", "rr rr rr rr ca ca"},
        {Act::invite, "working-group", "rr ca rr rr ca rr"},
        {Act::invite, "contact", "rr rr rr rr ca ca"},
        {Act::invite, "anonymous", "rr aa rr rr aa aa"},
        {Act::invite, "open-archive", "rr aa rr rr aa aa"},
    };
    std::map<std::string_view, Place> places;
    for (const settings::Preset& preset : settings::presets())
        places.try_emplace(preset.name, preset.name);
    CHECK(std::size(rows) == places.size() * 7);
    for (const Row& row : rows) {
        CAPTURE(row.preset);
        CAPTURE(policy::to_word(row.act));
        CHECK(places.at(row.preset).fates(row.act) == row.fates);
    }
}

TEST_CASE("whoever wants to leave leaves, and only owners and listmasters add or take away people")
{
    for (const settings::Preset& preset : settings::presets()) {
        CAPTURE(preset.name);
        Place place{preset.name};
        CHECK(place.fates(Act::leave) == "ca ca ca ca ca ca");
        for (const Act act : {Act::add, Act::remove, Act::remind})
            CHECK(place.fates(act) == "rr rr rr rr aa aa");
    }
}

}  // namespace colporteur::lists
