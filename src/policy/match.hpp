// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace colporteur::policy {

/// Whether the whole `text` fits a pattern in which `*` stands for any text and `?` for one
/// character. Octet for octet, so both are folded before. There are no regular expressions: the
/// work never exceeds the product of both lengths.
bool fits_glob(std::string_view text, std::string_view pattern);

/// Whether `part` occurs in `text`, octet for octet, in linear time whatever they hold.
bool contains(std::string_view text, std::string_view part);

}  // namespace colporteur::policy
