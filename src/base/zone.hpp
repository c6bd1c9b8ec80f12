// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/cursor.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace colporteur {

/// A moment as a wall clock shows it.
using LocalTime = std::chrono::local_time<std::chrono::seconds>;

/// A time zone of the system's database (tzdata).
class Zone {
public:
    /// `UTC`.
    Zone();

    /// `Europe/Paris`. Code::not_found: the system's database has no such zone, or there is none.
    static Result<Zone> find(std::string_view name);

    /// The machine's own (/etc/localtime); UTC when it cannot be told. Never throws.
    static Zone system();

    const std::string& name() const { return name_; }

    LocalTime to_local(Time time) const;

    /// The first moment at which a clock shows that time; when clocks skip it, the moment of the
    /// skip.
    Time to_utc(LocalTime local) const;

private:
    std::string name_ = "UTC";
    const void* zone_ = nullptr;  ///< lives as long as the program
};

/// Takes `08:30`, from 00:00 to 24:00: the time since midnight. Nothing when something else comes
/// next; the cursor may have moved then.
std::optional<std::chrono::minutes> take_clock(Cursor& in);

/// `2026-03-01 10:00` or `2026-03-01` as a wall clock in that zone shows it; with a final `Z`
/// (`2026-03-01T10:00:00Z`) as UTC.
Result<Time> parse_local_time(std::string_view text, const Zone& zone);

/// `2026-03-01 10:00`, on that zone's clock.
std::string to_local_text(Time time, const Zone& zone);

}  // namespace colporteur
