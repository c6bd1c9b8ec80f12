// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/visibility.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "settings/settings.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

constexpr int page = 1000;

bool runs(const policy::Roles& roles)
{
    return roles.owner || roles.moderator || roles.listmaster;
}

/// A member on the way to their place in the roster.
struct Placed {
    std::string key;  ///< as it is compared: those without a name come last
    Shown shown;
};

Placed place(const model::Person& person)
{
    std::string address = person.address.text();
    const std::string name = one_line(person.name);
    std::string key = (name.empty() ? "\x7f" : fold(name) + '\x01') + fold(address);
    return {std::move(key), {name, std::move(address)}};
}

}  // namespace

bool may_see(store::Db& db, const model::Site& site, const model::List& list, const Asker& asker,
             Time now)
{
    if (may(db, site, list, policy::Act::see_list, asker, std::nullopt, now).fate !=
        policy::Fate::accept)
        return false;
    if (list.visible)
        return true;
    const policy::Roles roles = roles_of(db, site, list, asker.address);
    return roles.member || roles.author || runs(roles);
}

policy::Verdict anybody_may(store::Db& db, const model::Site& site, const model::List& list,
                            policy::Act act, Time now)
{
    const model::Settings settings = settings::settings_of(db, list);
    const policy::Facts facts{
        .act = act,
        .now = now,
        .zone = site.zone,
        .emergency = settings.emergency,
        .list_addresses = {list.address},
    };
    return policy::judge(policy_of(list, settings, act), facts).verdict;
}

Roster roster_for(store::Db& db, const model::Site& site, const model::List& list,
                  const mail::Address& viewer)
{
    const bool sees_all = runs(roles_of(db, site, list, viewer));
    const auto self = store::find_person(db, viewer);
    Roster roster;
    std::vector<Placed> placed;
    for (auto members = store::members_after(db, list.id, {}, page); !members.empty();
         members = store::members_after(db, list.id, members.back().id, page)) {
        roster.members += static_cast<std::int64_t>(members.size());
        for (const model::Member& member : members)
            if (!member.concealed || sees_all || (self && self->main == member.person.main))
                placed.push_back(place(member.person));
    }
    std::ranges::sort(placed, {}, &Placed::key);
    for (Placed& each : placed)
        roster.shown.push_back(std::move(each.shown));
    return roster;
}

}  // namespace colporteur::lists
