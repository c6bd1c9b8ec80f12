// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/permission.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "policy/match.hpp"
#include "settings/settings.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

using policy::Act;

/// What the kinds of list have where their owners said nothing.
struct Default {
    Act act;
    std::string_view newsletter;
    std::string_view discussion;
};

constexpr Default defaults[] = {
    {Act::subscribe, "everyone and confirmed: accept; everyone: confirm",
     "everyone and confirmed: accept; everyone: confirm"},
    {Act::leave, "everyone and confirmed: accept; everyone: confirm",
     "everyone and confirmed: accept; everyone: confirm"},
    {Act::post, "authors: accept; owners: accept; everyone: reject",
     "banned: reject; moderated members: hold; members: accept; authors: accept; owners: accept; "
     "moderators: accept; everyone: hold"},
    {Act::see_members, "owners: accept; listmasters: accept; everyone: reject",
     "owners: accept; moderators: accept; listmasters: accept; everyone: reject"},
    {Act::archive, "everyone: accept",
     "members: accept; owners: accept; moderators: accept; listmasters: accept; everyone: reject"},
    {Act::see_list, "everyone: accept", "everyone: accept"},
    {Act::info, "everyone: accept", "everyone: accept"},
    {Act::invite, "owners: accept; listmasters: accept; everyone: reject",
     "members: accept; owners: accept; listmasters: accept; everyone: reject"},
    {Act::add, "owners: accept; listmasters: accept; everyone: reject",
     "owners: accept; listmasters: accept; everyone: reject"},
    {Act::remove, "owners: accept; listmasters: accept; everyone: reject",
     "owners: accept; listmasters: accept; everyone: reject"},
    {Act::remind, "owners: accept; listmasters: accept; everyone: reject",
     "owners: accept; listmasters: accept; everyone: reject"},
    {Act::create_list, "listmasters: accept; everyone: hold",
     "listmasters: accept; everyone: hold"},
};

policy::Standing standing_of(const std::optional<model::Member>& member)
{
    return member ? static_cast<policy::Standing>(member->standing) : policy::Standing::usual;
}

bool contains(const std::vector<mail::Address>& addresses, const model::Person& person)
{
    return std::any_of(addresses.begin(), addresses.end(), [&](const mail::Address& address) {
        return same_word(address.text(), person.address.text());
    });
}

/// The person behind an address, known here or not.
std::vector<model::Person> everyone_behind(store::Db& db, const mail::Address& address)
{
    const auto person = store::find_person(db, address);
    return person ? store::addresses_of(db, *person)
                  : std::vector<model::Person>{{.address = address}};
}

/// Whether somebody is on another list of the same domain, or of the one its address names.
bool is_on_list(store::Db& db, const model::List& near, const model::Person& person,
                std::string_view name)
{
    const auto address =
        mail::parse_address(name.find('@') == std::string_view::npos
                                ? std::string{name} + "@" + std::string{near.address.domain()}
                                : std::string{name});
    const auto list = address ? store::find_list(db, *address) : std::nullopt;
    return list && store::find_membership(db, list->id, person);
}

}  // namespace

policy::Roles roles_of(store::Db& db, const model::Site& site, const model::Domain& domain,
                       const mail::Address& address)
{
    policy::Roles roles;
    for (const model::Person& person : everyone_behind(db, address))
        roles.admin = roles.admin || contains(site.admins, person);
    const auto person = store::find_person(db, address);
    roles.listmaster = roles.admin || (person && store::is_listmaster(db, domain.id, *person));
    return roles;
}

policy::Roles roles_of(store::Db& db, const model::Site& site, const model::List& list,
                       const mail::Address& address)
{
    policy::Roles roles = roles_of(db, site, store::find_domain(db, list.domain).value(), address);
    const auto person = store::find_person(db, address);
    if (!person)
        return roles;
    const auto has = [&](model::Role role) { return store::has_role(db, list.id, *person, role); };
    roles.member = store::find_membership(db, list.id, *person).has_value();
    roles.owner = has(model::Role::owner);
    roles.author = roles.owner || has(model::Role::author);
    roles.moderator =
        has(model::Role::moderator) ||
        (roles.owner && store::people_with_role(db, list.id, model::Role::moderator).empty());
    return roles;
}

std::string policy_text(const model::List& list, const model::Settings& settings, Act act)
{
    if (const auto own = settings.policies.find(policy::to_word(act));
        own != settings.policies.end())
        return own->second;
    const auto* const found = std::find_if(std::begin(defaults), std::end(defaults),
                                           [act](const Default& each) { return each.act == act; });
    return std::string{list.kind == model::Kind::newsletter ? found->newsletter
                                                            : found->discussion};
}

policy::Policy policy_of(const model::List& list, const model::Settings& settings, Act act)
{
    // What is kept was checked when it was set; should it be damaged, nobody may.
    return policy::parse(act, policy_text(list, settings, act)).value_or(policy::Policy{});
}

policy::Facts facts_of(store::Db& db, const model::Site& site, const model::List& list,
                       const model::Settings& settings, Act act, const Asker& asker, Time now)
{
    const auto person = store::find_person(db, asker.address);
    const auto member = person ? store::find_membership(db, list.id, *person) : std::nullopt;
    policy::Facts facts{
        .act = act,
        .sender = asker.address.text(),
        .target = asker.address.text(),
        .roles = roles_of(db, site, list, asker.address),
        .standing = standing_of(member),
        .banned = is_blocked(db, list, asker.address),
        .confirmed = asker.confirmed || asker.proven,
        .verified = asker.verified,
        .proven = asker.proven,
        .posts = member ? static_cast<int>(member->posts) : 0,
        .now = now,
        .zone = site.zone,
        .emergency = settings.emergency,
        .list_addresses = {list.address},
    };
    if (person)
        facts.is_member_of = [&db, list, person = *person](std::string_view name) {
            return is_on_list(db, list, person, name);
        };
    return facts;
}

policy::Judgement weigh(store::Db& db, const model::Site& site, const model::List& list, Act act,
                        const Asker& asker, const std::optional<mail::Address>& target, Time now)
{
    const model::Settings settings = settings::settings_of(db, list);
    policy::Facts facts = facts_of(db, site, list, settings, act, asker, now);
    if (target)
        facts.target = target->text();
    return policy::judge(policy_of(list, settings, act), facts);
}

policy::Verdict may(store::Db& db, const model::Site& site, const model::List& list, Act act,
                    const Asker& asker, const std::optional<mail::Address>& target, Time now)
{
    return weigh(db, site, list, act, asker, target, now).verdict;
}

std::vector<model::Person> moderators_of(store::Db& db, const model::List& list)
{
    auto moderators = store::people_with_role(db, list.id, model::Role::moderator);
    return moderators.empty() ? store::people_with_role(db, list.id, model::Role::owner)
                              : moderators;
}

bool is_blocked(store::Db& db, const model::List& list, const mail::Address& address)
{
    const auto blocks = store::blocks_for(db, list.domain, list.id);
    return std::any_of(blocks.begin(), blocks.end(), [&](const store::Block& block) {
        return policy::fits_glob(to_lower(address.text()), to_lower(block.pattern));
    });
}

}  // namespace colporteur::lists
