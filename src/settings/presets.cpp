// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/presets.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "settings/value.hpp"

namespace colporteur::settings {
namespace {

constexpr auto members_only = "members: accept; others: reject";
constexpr auto owners_decide = "owners: accept; others: hold for owners";
constexpr auto owners_alone = "owners: accept; others: reject";

const std::vector<Preset>& table()
{
    static const std::vector<Preset> rows = {
        {"newsletter", N_("Its authors write, its members read"), model::Kind::newsletter, {}},
        {"discussion", N_("Its members write to one another"), model::Kind::discussion, {}},
        {"public-discussion",
         N_("Its members write to one another; what others write waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", "members: accept; others: hold"},
          {"policy.archive", "everyone: accept"}}},
        {"moderated",
         N_("Everybody may write; everything waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", "moderators: accept; owners: accept; others: hold"}}},
        {"private",
         N_("Closed and not shown: members only, and the owners decide who joins"),
         model::Kind::discussion,
         {{"visible", "no"},
          {"policy.subscribe", owners_decide},
          {"policy.post", members_only},
          {"policy.archive", members_only},
          {"policy.see_list", members_only},
          {"policy.info", members_only},
          {"policy.see_members", members_only},
          {"policy.invite", owners_alone}}},
        {"working-group",
         N_("A group at work: answers go to all, members see each other, the owners let people in"),
         model::Kind::discussion,
         {{"policy.subscribe", owners_decide},
          {"policy.post", "members: accept; others: hold"},
          {"policy.archive", members_only},
          {"policy.see_members", members_only},
          {"policy.invite", "members: accept; others: reject"},
          {"dress.reply_to", "list"},
          {"dress.respect_reply_to", "no"}}},
        {"contact",
         N_("An address for everybody's questions: its members read and answer them"),
         model::Kind::discussion,
         {{"policy.subscribe", owners_decide},
          {"policy.post", "everyone: accept"},
          {"policy.archive", members_only},
          {"policy.see_members", members_only},
          {"policy.invite", owners_alone},
          {"dress.reply_to", "both"}}},
        {"anonymous",
         N_("Nobody is told who wrote; everything from outside waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", "members: accept; others: hold"},
          {"policy.see_members", "owners: accept; others: reject"},
          {"policy.archive", members_only},
          {"dress.anonymous", "yes"},
          {"dress.reply_to", "list"},
          {"dress.respect_reply_to", "no"},
          {"members.conceal", "yes"}}},
        {"open-archive",
         N_("Its members write, and everybody may read what was written"),
         model::Kind::discussion,
         {{"policy.post", members_only},
          {"policy.archive", "everyone: accept"},
          {"policy.see_list", "everyone: accept"},
          {"policy.info", "everyone: accept"}}},
    };
    return rows;
}

bool names(const std::vector<Setting>& settings, std::string_view key)
{
    return std::any_of(settings.begin(), settings.end(),
                       [&](const Setting& setting) { return setting.key == key; });
}

}  // namespace

std::span<const Preset> presets()
{
    return table();
}

const Preset* find_preset(std::string_view name)
{
    const auto& rows = table();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Preset& preset) { return preset.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

std::string unknown_preset(std::string_view name, const text::Language& language)
{
    std::vector<std::string_view> known;
    for (const Preset& preset : table())
        known.push_back(preset.name);
    const auto near = nearest(name, known);
    const std::string shown = one_line(name, 80);
    return near.empty() ? say(language, N_("there is no preset {}; there are: {}"), shown,
                              fmt::format("{}", fmt::join(known, ", ")))
                        : say(language, N_("there is no preset {}; did you mean {}?"), shown, near);
}

std::vector<Setting> settings_for(const Preset& preset)
{
    std::vector<Setting> all = preset.settings;
    all.push_back({"kind", std::string{model::to_word(preset.kind)}});
    all.push_back({"confirm_posts"});
    for (const Preset& other : table())
        for (const Setting& setting : other.settings)
            if (!names(all, setting.key))
                all.push_back({setting.key});
    return all;
}

}  // namespace colporteur::settings
