// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/settings.hpp"

#include "store/settings.hpp"

namespace colporteur::settings {

model::Settings settings_of(store::Db& db, const model::List& list)
{
    model::Settings settings;
    for (const auto& [key, value] : store::setting_rows(db, list.id))
        if (key.starts_with("policy."))
            settings.policies[key.substr(7)] = value;
    return settings;
}

}  // namespace colporteur::settings
