// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/forget.hpp"

#include <algorithm>
#include <stdexcept>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "lists/without_author.hpp"
#include "store/archive.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/traces.hpp"

namespace colporteur::lists {
namespace {

void erase_posts(store::Tx& tx, const model::Site& site, const model::Person& address,
                 Forgotten& forgotten)
{
    for (const model::Archived& post : store::archived_of(tx, address.id)) {
        const auto list = store::find_list(tx, post.list).value();
        const bool is_letter = list.kind == model::Kind::newsletter;
        const std::string octets =
            is_letter
                ? letter_without_author(site, list, post, store::distributed_octets(tx, post.id))
                : place_of_post(list, post);
        store::disown_archived(tx, post.id, octets);
        ++(is_letter ? forgotten.letters : forgotten.posts);
    }
}

/// Their rows, at all their addresses, and what hangs on these.
void erase_person(store::Tx& tx, const model::Site& site, const model::Person& person,
                  Forgotten& forgotten)
{
    if (!lists_owned_alone(tx, person).empty())
        throw std::logic_error{"the only owner of a list cannot be forgotten"};
    forgotten.subscriptions =
        static_cast<std::int64_t>(store::past_and_present_memberships(tx, person).size());
    forgotten.roles = static_cast<std::int64_t>(store::roles_of(tx, person).size() +
                                                store::domains_mastered(tx, person).size());
    for (const model::Person& each : store::addresses_of(tx, person)) {
        erase_posts(tx, site, each, forgotten);
        store::erase_person(tx, each.id);
    }
}

}  // namespace

std::vector<model::List> lists_owned_alone(store::Db& db, const model::Person& person)
{
    std::vector<model::List> alone;
    for (const store::RoleOfPerson& role : store::roles_of(db, person)) {
        const bool seen = !alone.empty() && alone.back().id == role.list;
        if (role.role != model::Role::owner || seen)
            continue;
        const auto owners = store::people_with_role(db, role.list, model::Role::owner);
        if (std::ranges::all_of(owners,
                                [&](const auto& owner) { return owner.main == person.main; }))
            alone.push_back(store::find_list(db, role.list).value());
    }
    return alone;
}

Forgotten forget(store::Tx& tx, const model::Site& site, const mail::Address& address, Time now)
{
    Forgotten forgotten{.addresses = {address}};
    if (const auto person = store::find_person(tx, address)) {
        forgotten.addresses.clear();
        for (const model::Person& each : store::addresses_of(tx, *person))
            forgotten.addresses.push_back(each.address);
        erase_person(tx, site, *person, forgotten);
    }
    for (const mail::Address& each : forgotten.addresses) {
        store::erase_traces(tx, each);
        store::suppress(tx, accounts::address_digest(site.secret, each.text()), "forgotten", now);
        forgotten.blocked = forgotten.blocked || !store::blocks_naming(tx, each).empty();
    }
    log::info("forget addresses={} subscriptions={} posts={} letters={}",
              forgotten.addresses.size(), forgotten.subscriptions, forgotten.posts,
              forgotten.letters);
    return forgotten;
}

void say_farewell(store::Tx& tx, const model::Site& site, const Forgotten& forgotten,
                  delivery::Notice farewell, Time now)
{
    farewell.template_name = "mail/forgotten.txt";
    text::Values& values = farewell.values;
    for (const mail::Address& address : forgotten.addresses)
        values.add("ADDRESSES", text::Values{}.set("ADDRESS", address.text()));
    const auto count = [&](const char* section, std::int64_t number) {
        if (number > 0)
            values.add(section, text::Values{}.set("COUNT", std::to_string(number)));
    };
    count("SUBSCRIPTIONS", forgotten.subscriptions);
    count("ROLES", forgotten.roles);
    count("LETTERS", forgotten.letters);
    count("POSTS", forgotten.posts);
    if (forgotten.blocked)
        values.show("BLOCKED");
    delivery::notify(tx, site, farewell, now);
}

bool is_forgotten(store::Db& db, const model::Site& site, const mail::Address& address)
{
    return store::suppression(db, accounts::address_digest(site.secret, address.text()))
        .has_value();
}

}  // namespace colporteur::lists
