// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/words.hpp"
#include "settings/change.hpp"
#include "text/translation.hpp"

namespace colporteur::settings {

/// Settings that usually go together, under a name that people understand.
struct Preset {
    std::string_view name;
    std::string_view meaning;  ///< N_("…"), one line
    model::Kind kind;
    std::vector<Setting> settings;  ///< besides the kind
};

std::span<const Preset> presets();

/// Nothing when there is none of that name.
const Preset* find_preset(std::string_view name);

/// Says that there is no such preset, and which one may have been meant.
std::string unknown_preset(std::string_view name, const text::Language& language);

/// All that the preset decides: its own settings, and by default those that only others name.
std::vector<Setting> settings_for(const Preset& preset);

}  // namespace colporteur::settings
