// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

#include "base/time.hpp"

namespace colporteur::model {

/// The hours of the day in which a letter may leave, on the wall clock of the place's time zone:
/// from `from` up to and without `to`; over midnight when `to` is the smaller one (22:00 to 06:00).
struct Hours {
    std::chrono::minutes from{0};
    std::chrono::minutes to{0};

    bool operator==(const Hours&) const = default;
};

/// When a letter may leave.
struct Schedule {
    std::optional<Time> not_before{};
    std::optional<Hours> hours{};  ///< nothing: at any hour

    bool operator==(const Schedule&) const = default;
};

}  // namespace colporteur::model
