// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

/// What the command line lists and shows: one description, printed as a table for people or as JSON
/// for programs.
namespace colporteur::app {

struct Field;
using Record = std::vector<Field>;
using Value = std::variant<std::monostate, bool, std::int64_t, std::string,
                           std::vector<std::string>, std::vector<Record>>;

struct Field {
    std::string_view key;  ///< in JSON, English
    Value value;
    std::string_view heading{};  ///< for people, N_("…"); "" shows the field in JSON only
};

/// A moment as a value: RFC 3339 in UTC, or null.
Value to_value(const std::optional<Time>& time);

/// One JSON object on one line.
std::string to_json(const Record& record);

}  // namespace colporteur::app
