// SPDX-License-Identifier: AGPL-3.0-or-later
// Topics and attributes: the tables of `[[topics]]` and `[[attributes]]`.
#pragma once

#include "settings/keys.hpp"

namespace colporteur::settings {

/// Each has a name of its own, one word; the title is the name when none is given.
Expected read_topics(const std::vector<Entry>& entries, std::vector<model::Topic>& to,
                     const text::Language& language);
Value topics_value(const std::vector<model::Topic>& topics);

/// The same; a name is also a personal field, so it is of a-z, 0-9 and `_`.
Expected read_attributes(const std::vector<Entry>& entries, std::vector<model::Attribute>& to,
                         const text::Language& language);
Value attributes_value(const std::vector<model::Attribute>& attributes);

}  // namespace colporteur::settings
