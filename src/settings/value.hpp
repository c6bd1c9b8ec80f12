// SPDX-License-Identifier: AGPL-3.0-or-later
// Values as TOML has them, whatever their key wants.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "text/translation.hpp"

namespace colporteur::settings {

/// What no key takes: a fraction, a date, a table.
struct Foreign {
    std::string shown;
};

using Words = std::vector<std::string>;
using Field = std::variant<bool, std::string, Words, Foreign>;

/// One table of an array of tables: a topic, an attribute; in the order in which it is written.
using Entry = std::vector<std::pair<std::string, Field>>;

/// An empty array is Words.
using Value = std::variant<bool, std::int64_t, std::string, Words, std::vector<Entry>, Foreign>;

/// The value as people type it, as rows keep it and as the history shows it: `yes`, `25`,
/// `La lettre`, `a@example.org, b@example.org`; arrays of tables as in TOML, on one line.
std::string to_text(const Value& value);

/// The value as TOML writes it behind a key; a text of several lines between `"""`.
std::string to_toml_value(const Value& value);

/// `"…"` of TOML, on one line, everything escaped that must be.
std::string quoted(std::string_view text);

/// `true`, `"lettre"`, `["a", "b"]`: what somebody wrote, shortened, for an error.
std::string described(const Value& value);

/// One value of TOML, such as `[{ name = "a" }]`. Code::invalid: it is none.
Result<Value> parse_value(std::string_view toml);

/// A sentence N_("…") in that language, `{}` filled in.
template <class... Args>
std::string say(const text::Language& language, std::string_view english, const Args&... args)
{
    return fmt::format(fmt::runtime(language.say(english)), args...);
}

/// The one of `known` that is nearest to what was typed, or "".
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& known);

}  // namespace colporteur::settings
