// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/change.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "settings/presets.hpp"
#include "settings/wishes.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"

namespace colporteur::settings {
namespace {

using People = std::vector<mail::Address>;

const mail::Address* find_same(const People& people, const mail::Address& address)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const auto& one) {
        return same_word(one.text(), address.text());
    });
    return found == people.end() ? nullptr : &*found;
}

// One person has one spelling: the one that is known already.
void spell_as(const People& known, People& wanted)
{
    People spelled;
    for (const mail::Address& address : wanted) {
        const auto* same = find_same(known, address);
        if (!find_same(spelled, address))
            spelled.push_back(same ? *same : address);
    }
    std::sort(spelled.begin(), spelled.end());
    wanted = std::move(spelled);
}

void change_role(store::Tx& tx, model::ListId list, model::Role role, const People& before,
                 const People& after)
{
    for (const mail::Address& address : after)
        if (!find_same(before, address))
            store::add_role(tx, list, store::get_or_add_person(tx, address, "", "").id, role);
    for (const mail::Address& address : before)
        if (!find_same(after, address))
            if (const auto person = store::find_person(tx, address))
                store::remove_role(tx, list, person->id, role);
}

/// Two states of one list, and the way from one to the other.
class Difference {
public:
    Difference(Sheet before, Sheet after, const Who& who, Time now)
        : before_{std::move(before)},
          after_{std::move(after)},
          usual_{by_default(after_)},
          who_{who},
          now_{now}
    {
        spell_as(before_.owners, after_.owners);
        spell_as(before_.moderators, after_.moderators);
        spell_as(before_.authors, after_.authors);
    }

    Changes write(store::Tx& tx) const
    {
        Changes changes;
        for (const Key& key : keys())
            if (auto change = write(tx, key))
                changes.push_back(*std::move(change));
        if (changes.empty())
            return changes;
        store::update_list(tx, after_.list);
        const auto id = after_.list.id;
        change_role(tx, id, model::Role::owner, before_.owners, after_.owners);
        change_role(tx, id, model::Role::moderator, before_.moderators, after_.moderators);
        change_role(tx, id, model::Role::author, before_.authors, after_.authors);
        return changes;
    }

    const model::List& list() const { return after_.list; }

private:
    std::optional<model::Change> write(store::Tx& tx, const Key& key) const
    {
        const std::string old = to_text(value_of(key, before_));
        const std::string fresh = to_text(value_of(key, after_));
        if (old == fresh)
            return std::nullopt;
        if (key.home == Home::settings) {
            const bool usual = fresh == to_text(value_of(key, usual_));
            store::put_setting(tx, after_.list.id, key.name,
                               usual ? std::nullopt : std::optional{fresh});
        }
        model::Change change{.list = after_.list.id,
                             .what = std::string{key.name},
                             .before = old,
                             .after = fresh,
                             .who = who_.name,
                             .way = who_.way,
                             .at = now_};
        store::add_change(tx, change);
        return change;
    }

    Sheet before_;
    Sheet after_;
    Sheet usual_;
    const Who& who_;
    Time now_;
};

Result<Changes> carry_out(store::Tx& tx, model::List& list, std::vector<Wish> wishes,
                          const Who& who, Time now)
{
    const Sheet before = sheet_of(tx, list);
    auto after = fulfil(before, std::move(wishes), text::language(who.language));
    if (!after)
        return fail(after.error());
    const Difference difference{before, *std::move(after), who, now};
    Changes changes = difference.write(tx);
    list = difference.list();
    return changes;
}

// What a whole configuration leaves out is as by default.
void wish_defaults(std::vector<Wish>& wishes)
{
    for (const Key& key : keys()) {
        const bool named = std::any_of(wishes.begin(), wishes.end(),
                                       [&](const Wish& wish) { return wish.key == &key; });
        if (!named && key.has_default())
            wishes.push_back({&key});
    }
}

}  // namespace

Result<Changes> change(store::Tx& tx, model::List& list, std::string_view key,
                       const std::optional<std::string>& value, const Who& who, Time now)
{
    return change_each(tx, list, {{std::string{key}, value}}, who, now);
}

Result<Changes> change_each(store::Tx& tx, model::List& list, const std::vector<Setting>& settings,
                            const Who& who, Time now)
{
    std::vector<Wish> wishes;
    for (const Setting& setting : settings) {
        const Key* key = find_key(setting.key);
        if (!key)
            return fail(Code::not_found, unknown_key(setting.key, text::language(who.language)));
        wishes.push_back({key, setting.value});
    }
    return carry_out(tx, list, std::move(wishes), who, now);
}

Result<Changes> change_all(store::Tx& tx, model::List& list, std::string_view toml, const Who& who,
                           Time now)
{
    auto wishes = read_toml(toml, text::language(who.language));
    if (!wishes)
        return fail(wishes.error());
    wish_defaults(*wishes);
    return carry_out(tx, list, *std::move(wishes), who, now);
}

Result<Changes> change_lines(store::Tx& tx, model::List& list, std::string_view lines,
                             const Who& who, Time now)
{
    auto wishes = read_lines(lines, text::language(who.language));
    if (!wishes)
        return fail(wishes.error());
    return carry_out(tx, list, *std::move(wishes), who, now);
}

Result<Changes> use_preset(store::Tx& tx, model::List& list, std::string_view preset,
                           const Who& who, Time now)
{
    const Preset* found = find_preset(preset);
    if (!found)
        return fail(Code::not_found, unknown_preset(preset, text::language(who.language)));
    return change_each(tx, list, settings_for(*found), who, now);
}

}  // namespace colporteur::settings
