// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/address.hpp"
#include "model/change.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// What the owners of a list have set, as text, by key; what is missing is as it is by default.
using SettingRows = std::map<std::string, std::string, std::less<>>;
SettingRows setting_rows(Db& db, model::ListId list);

/// Nothing: as it is by default again.
void put_setting(Tx& tx, model::ListId list, std::string_view key,
                 const std::optional<std::string>& value);

/// Writes down who changed what.
void add_change(Tx& tx, const model::Change& change);

/// Changes that an address made, oldest first.
std::vector<model::Change> changes_by(Db& db, const mail::Address& address);

/// The changes of a list, newest first, at most `limit`.
std::vector<model::Change> changes_of(Db& db, model::ListId list, int limit);

}  // namespace colporteur::store
