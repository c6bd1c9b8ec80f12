// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/zone.hpp"
#include "model/schedule.hpp"

namespace colporteur::delivery {

/// When a letter may leave next: `now` itself when it may leave now. Hours are those of the wall
/// clock, so a day of 23 or 25 hours moves nothing else.
Time opens(const model::Schedule& schedule, const Zone& zone, Time now);

inline bool may_leave(const model::Schedule& schedule, const Zone& zone, Time now)
{
    return opens(schedule, zone, now) <= now;
}

/// When sending that goes on for `work` from `now` on will end, if it rests outside the schedule's
/// hours.
Time ends(const model::Schedule& schedule, const Zone& zone, std::chrono::seconds work, Time now);

/// `08:00-20:00`, `22:00-06:00`; `any` is nothing. Code::invalid says what was expected.
///
///     hours = clock "-" clock / "any"      clock = 2DIGIT ":" 2DIGIT      (00:00 to 24:00)
Result<std::optional<model::Hours>> parse_hours(std::string_view text);

/// `08:00-20:00`.
std::string to_text(const model::Hours& hours);

}  // namespace colporteur::delivery
