// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers with units, as people write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "settings/value.hpp"

namespace colporteur::settings {

/// A whole number: TOML's, or its digits.
std::optional<std::int64_t> read_number(const Value& value);

/// Days: `14`, `14 days`, `2 weeks`, `14 jours`.
std::optional<std::int64_t> read_days(const Value& value);

/// Octets: `200000`, `200 kB`, `1 MB`, `1 Mo`; a thousand at a time.
std::optional<std::int64_t> read_size(const Value& value);

/// `1 MB`, `200 kB`, or the number when it is not round.
Value size_value(std::size_t octets);

/// `yes`, `no`, `true`, `on`, `oui`…
std::optional<bool> read_flag(const Value& value);

/// The pieces between commas, trimmed; a comma between double quotes separates nothing.
Words read_words(std::string_view text);

}  // namespace colporteur::settings
