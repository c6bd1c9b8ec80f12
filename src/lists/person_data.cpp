// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/person_data.hpp"

#include "accounts/tokens.hpp"
#include "settings/sheet.hpp"
#include "store/archive.hpp"
#include "store/held.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"

namespace colporteur::lists {
namespace {

template <class Item>
void append(std::vector<Item>& to, std::vector<Item> more)
{
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void note_list(store::Db& db, PersonData& data, std::optional<model::ListId> id)
{
    if (id && !data.lists.contains(*id))
        data.lists.emplace(*id, store::find_list(db, *id).value());
}

template <class Items>
void note_lists(store::Db& db, PersonData& data, const Items& items)
{
    for (const auto& item : items)
        note_list(db, data, item.list);
}

/// What hangs on the rows of a person.
void add_person(store::Db& db, PersonData& data, const model::Person& person)
{
    for (model::Member& member : store::past_and_present_memberships(db, person)) {
        note_list(db, data, member.list);
        data.subscriptions.push_back(
            {.member = member,
             .answers = store::attributes_of(db, member.id),
             .settings = settings::settings_of(db, data.lists.at(member.list))});
    }
    data.roles = store::roles_of(db, person);
    for (const model::DomainId id : store::domains_mastered(db, person))
        data.mastered.push_back(store::find_domain(db, id).value());
    for (const model::Person& address : data.addresses) {
        append(data.consents, store::consents_of(db, address.id));
        append(data.posts, store::archived_of(db, address.id));
    }
}

/// What is found by an address alone.
void add_address(store::Db& db, const model::Site& site, PersonData& data,
                 const mail::Address& address)
{
    append(data.held, store::held_of(db, address));
    append(data.requests, store::requests_of(db, address));
    append(data.changes, store::changes_by(db, address));
    append(data.blocks, store::blocks_naming(db, address));
    append(data.failures, store::failures_of(db, address));
    const auto digest = accounts::address_digest(site.secret, address.text());
    data.kept_away = data.kept_away || store::suppression(db, digest).has_value();
}

}  // namespace

bool PersonData::empty() const
{
    const bool known = addresses.front().id != model::PersonId{};
    return !known && held.empty() && requests.empty() && changes.empty() && blocks.empty() &&
           failures.empty() && !kept_away;
}

PersonData person_data(store::Db& db, const model::Site& site, const mail::Address& address,
                       Time now)
{
    PersonData data{.at = now};
    const auto person = store::find_person(db, address);
    data.addresses = person ? store::addresses_of(db, *person)
                            : std::vector<model::Person>{{.address = address}};
    if (person)
        add_person(db, data, *person);
    for (const model::Person& each : data.addresses)
        add_address(db, site, data, each.address);
    note_lists(db, data, data.consents);
    note_lists(db, data, data.roles);
    note_lists(db, data, data.posts);
    note_lists(db, data, data.held);
    note_lists(db, data, data.requests);
    note_lists(db, data, data.changes);
    note_lists(db, data, data.blocks);
    note_lists(db, data, data.failures);
    return data;
}

}  // namespace colporteur::lists
