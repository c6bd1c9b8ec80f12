// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/sheet.hpp"

#include "settings/keys.hpp"
#include "store/lists.hpp"
#include "store/settings.hpp"
#include "text/translation.hpp"

namespace colporteur::settings {
namespace {

std::vector<mail::Address> people(store::Db& db, model::ListId list, model::Role role)
{
    std::vector<mail::Address> addresses;
    for (const model::Person& person : store::people_with_role(db, list, role))
        addresses.push_back(person.address);
    return addresses;
}

}  // namespace

model::Settings settings_of(store::Db& db, const model::List& list)
{
    Sheet sheet{list};
    for (const auto& [name, value] : store::setting_rows(db, list.id)) {
        const Key* key = find_key(name);
        if (!key || key->home != Home::settings)
            continue;
        // Rules that cannot be read must not become the usual, perhaps milder ones: whoever asks
        // them finds out. Anything else that this version does not understand stays by default.
        if (std::holds_alternative<PolicyShape>(key->shape))
            sheet.settings.policies.insert_or_assign(std::string{key->short_name()}, value);
        else
            (void)put(*key, sheet, value, text::language("en"));
    }
    return std::move(sheet.settings);
}

Sheet sheet_of(store::Db& db, const model::List& list)
{
    return {
        .list = list,
        .settings = settings_of(db, list),
        .owners = people(db, list.id, model::Role::owner),
        .moderators = people(db, list.id, model::Role::moderator),
        .authors = people(db, list.id, model::Role::author),
    };
}

Sheet by_default(const Sheet& sheet)
{
    Sheet usual = sheet;
    usual.settings = {};
    usual.list.confirm_posts = sheet.list.kind == model::Kind::newsletter;
    usual.list.personal_copies = usual.list.visible = usual.list.open = true;
    return usual;
}

}  // namespace colporteur::settings
