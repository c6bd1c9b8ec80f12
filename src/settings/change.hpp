// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/change.hpp"
#include "model/list.hpp"
#include "store/db.hpp"

namespace colporteur::settings {

/// Who changes something, and how their will reached us.
struct Who {
    std::string name;  ///< a mail address, or the name of an account of this machine
    model::Way way = model::Way::mail;
    std::string language = "en";  ///< of what is said when it is refused
};

/// A key and its value as people type it: `yes`, `14`, `ana@example.org, zoe@example.net`.
struct Setting {
    std::string key;
    std::optional<std::string> value{};  ///< nothing: as by default again
};

/// What was changed, one for each key whose value is another one than before.
using Changes = std::vector<model::Change>;

/// Changes one key. Kept with who, when, before and after; nothing is written when the value stays.
/// `list` becomes as it is then. Code::not_found: no such key; Code::invalid: not a value of that
/// key; Code::conflict: no owner would be left, or the like. On an error nothing is changed.
Result<Changes> change(store::Tx& tx, model::List& list, std::string_view key,
                       const std::optional<std::string>& value, const Who& who, Time now);

/// Several keys, all or none of them.
Result<Changes> change_each(store::Tx& tx, model::List& list, const std::vector<Setting>& settings,
                            const Who& who, Time now);

/// The whole configuration, in TOML as to_toml() writes it, all or nothing. A key that is not there
/// is as by default again; those that have no default (title, description, language, kind, owners,
/// moderators, authors) stay as they are. The error names each line, what was expected there and
/// the nearest key.
Result<Changes> change_all(store::Tx& tx, model::List& list, std::string_view toml, const Who& who,
                           Time now);

/// Some keys, one on each line, as people write them: `dress.subject_tag = Débat`. All of them or
/// none; what is not there stays as it is.
Result<Changes> change_lines(store::Tx& tx, model::List& list, std::string_view lines,
                             const Who& who, Time now);

/// Makes it a list of that usual kind (presets.hpp): what the preset says, and by default what only
/// other presets speak of. Everything else stays. Code::not_found: no such preset.
Result<Changes> use_preset(store::Tx& tx, model::List& list, std::string_view preset,
                           const Who& who, Time now);

}  // namespace colporteur::settings
