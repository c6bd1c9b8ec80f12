// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settings/keys.hpp"

namespace colporteur::settings {

/// One key that somebody wants changed.
struct Wish {
    const Key* key;
    std::optional<Value> value{};  ///< nothing: as by default again
    int line = 0;                  ///< where it was written, from 1; 0: nowhere
};

/// Reads a configuration in TOML, at most 1 MiB. What is not there is not wished.
/// Code::invalid: no TOML, or an unknown key; each line of the error names a line and what to do.
Result<std::vector<Wish>> read_toml(std::string_view toml, const text::Language& language);

/// Reads bare lines `key = value`, at most 256 KiB, as people answer a mail: quotes may be left out
/// around a text;
/// `[dress]` goes before the keys that follow; what begins with `#` is skipped.
Result<std::vector<Wish>> read_lines(std::string_view lines, const text::Language& language);

/// The sheet with all wishes fulfilled, checked as a whole. Code::invalid: the values that no key
/// takes, one on each line; Code::conflict: values that do not go together.
Result<Sheet> fulfil(const Sheet& sheet, std::vector<Wish> wishes, const text::Language& language);

/// What was wrong on a line, with its number when it has one.
std::string on_line(int line, std::string_view what, const text::Language& language);

/// So many errors are told at once; nobody reads more, and looking for what was meant takes time.
constexpr std::size_t most_errors = 10;

/// Several errors as one, each on a line of its own.
Error joined(const std::vector<std::string>& errors);

}  // namespace colporteur::settings
