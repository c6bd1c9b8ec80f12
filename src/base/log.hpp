// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include <fmt/format.h>

namespace colporteur::log {

enum class Level { debug, info, warning, error };

/// Sends log lines to stderr from now on, no lower than `level`. Before that, and in tests, they go
/// nowhere.
void open(Level level);

/// One line: `2026-03-01T10:00:00.123Z info take id=m42 purpose=command`. Never a mail address in
/// clear.
void write(Level level, std::string_view line);

/// One event per line: a word for what happened, then `key=value` pairs; `id=` follows a message to
/// its end.
template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::info, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::warning, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args)
{
    write(Level::error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace colporteur::log
