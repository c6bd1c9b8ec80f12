// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace colporteur::text {

/// Whether `mo` is sound all through, so that looking up in it stays inside it: the tables, each
/// text and its closing NUL, the header in the first place, the hash table, and a plural rule of at
/// most 500 octets. (GNU gettext manual, "The Format of GNU MO Files")
bool is_sound_mo(std::string_view mo);

}  // namespace colporteur::text
