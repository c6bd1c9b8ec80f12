// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.hpp"

namespace colporteur::app {

/// What a value should have been, when it is not: "a whole number from 1 to 64". Nothing when it
/// was taken.
using Expected = std::optional<std::string>;

/// How a key's value is written and where it goes.
struct TextValue {
    Expected (*take)(Config& config, const std::string& value);
};

struct NumberValue {
    std::int64_t least;
    std::int64_t most;
    void (*take)(Config& config, std::int64_t value);
};

struct TextsValue {
    Expected (*take)(Config& config, const std::vector<std::string>& values);
};

struct FlagValue {
    void (*take)(Config& config, bool value);
};

/// One key of colporteur.toml.
struct Key {
    std::string_view section;  ///< "" at the top, "intake", "pace"
    std::string_view name;
    std::variant<TextValue, NumberValue, TextsValue, FlagValue> value;
    std::string_view meaning;  ///< one sentence, for people; the manual page says more

    /// `intake.smtp`, `data`.
    std::string path() const;
};

/// How a table may be written.
enum class Times {
    once,          ///< `[name]`
    any,           ///< `[[name]]`, as often as wanted
    once_or_more,  ///< either
};

/// A table of colporteur.toml.
struct Section {
    std::string_view name;
    void (*begin)(Config& config);  ///< called when the table is met, before its keys
    Times times = Times::once;
    std::vector<std::string_view> needs{};  ///< keys that may not be left out
    /// Called after its keys: what their values should have been together.
    Expected (*end)(Config& config) = nullptr;
};

/// The one list of all keys: parser, error messages and the check of the manual page read it.
std::span<const Key> config_keys();
std::span<const Section> config_sections();

}  // namespace colporteur::app
