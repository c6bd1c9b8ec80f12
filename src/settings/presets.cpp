// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/presets.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "settings/value.hpp"

namespace colporteur::settings {
namespace {

// A From header proves nothing: whoever joins must answer first, and so must those few whose posts
// pass a moderation that stops all others.
constexpr auto owners_decide = "not confirmed: confirm; others: hold for owners";
constexpr auto insiders_post =
    "banned: reject quietly; members: accept; moderators: accept; owners: accept; others: reject";
constexpr auto others_wait =
    "banned: reject quietly; members: accept; moderators: accept; owners: accept; others: hold";
constexpr auto all_wait = "banned: reject quietly; moderators: confirm; others: hold";
constexpr auto all_post = "banned: reject quietly; others: accept";
constexpr auto insiders =
    "members: accept; moderators: accept; owners: accept; listmasters: accept; others: reject";
constexpr auto owners_alone = "owners: accept; listmasters: accept; others: reject";
constexpr auto owners_invite = "owners: confirm; listmasters: confirm; others: reject";
constexpr auto members_invite = "members: confirm; owners: confirm; others: reject";
constexpr auto everyone = "everyone: accept";

const std::vector<Preset>& table()
{
    static const std::vector<Preset> rows = {
        {"newsletter", N_("Its authors write, its members read"), model::Kind::newsletter, {}},
        {"discussion", N_("Its members write to one another"), model::Kind::discussion, {}},
        {"public-discussion",
         N_("Its members write to one another; what others write waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", others_wait}, {"policy.archive", everyone}}},
        {"moderated",
         N_("Everybody may write, and everything waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", all_wait}}},
        {"private",
         N_("Closed and not shown: members only, and the owners decide who joins"),
         model::Kind::discussion,
         {{"visible", "no"},
          {"policy.subscribe", owners_decide},
          {"policy.post", insiders_post},
          {"policy.archive", insiders},
          {"policy.see_list", insiders},
          {"policy.info", insiders},
          {"policy.see_members", insiders},
          {"policy.invite", owners_invite}}},
        {"working-group",
         N_("A group at work: answers go to all, members see each other, the owners let people in"),
         model::Kind::discussion,
         {{"policy.subscribe", owners_decide},
          {"policy.post", others_wait},
          {"policy.archive", insiders},
          {"policy.see_members", insiders},
          {"policy.invite", members_invite},
          {"dress.reply_to", "list"},
          {"dress.respect_reply_to", "no"}}},
        {"contact",
         N_("An address for everybody's questions: its members read and answer them"),
         model::Kind::discussion,
         {{"policy.subscribe", owners_decide},
          {"policy.post", all_post},
          {"policy.archive", insiders},
          {"policy.see_members", insiders},
          {"policy.invite", owners_invite},
          {"dress.reply_to", "both"}}},
        {"anonymous",
         N_("Nobody is told who wrote; what others than members write waits for the moderators"),
         model::Kind::discussion,
         {{"policy.post", others_wait},
          {"policy.archive", insiders},
          {"policy.see_members", owners_alone},
          {"dress.anonymous", "yes"},
          {"dress.reply_to", "list"},
          {"dress.respect_reply_to", "no"},
          {"members.conceal", "yes"}}},
        {"open-archive",
         N_("Its members write, and everybody may read what was written"),
         model::Kind::discussion,
         {{"policy.post", insiders_post},
          {"policy.archive", everyone},
          {"policy.see_list", everyone},
          {"policy.info", everyone}}},
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
