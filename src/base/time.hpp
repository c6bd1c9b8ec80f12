// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace colporteur {

/// A moment in UTC, to the microsecond. Time is an argument everywhere: only doors read the clock.
using Time = std::chrono::sys_time<std::chrono::microseconds>;

/// The clock. Called by the doors alone (tools/check_layers.py).
Time now();

/// Microseconds since 1970-01-01T00:00:00Z, as the store keeps them.
std::int64_t to_micros(Time time);
Time from_micros(std::int64_t micros);

/// Whole days since 1970-01-01, UTC.
std::int64_t day_of(Time time);

/// `2026-03-01T10:00:00Z` (RFC 3339), whole seconds.
std::string to_iso(Time time);

/// Reads `2026-03-01`, `2026-03-01 10:00`, or `2026-03-01T10:00:00Z`, always as UTC.
Result<Time> parse_time(std::string_view text);

}  // namespace colporteur
