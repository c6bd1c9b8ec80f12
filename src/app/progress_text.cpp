// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/progress_text.hpp"

#include <algorithm>

namespace colporteur::app {
namespace {

constexpr std::int64_t bar_columns = 30;
constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

std::int64_t rounded(std::int64_t seconds, std::int64_t unit)
{
    return (seconds + unit / 2) / unit;
}

std::string_view separator(const Terminal& terminal)
{
    return terminal.language() == "fr" ? "\u00a0" : ",";
}

}  // namespace

std::string progress_bar(std::int64_t done, std::int64_t all)
{
    const auto share = [&](std::int64_t whole) { return all > 0 ? done * whole / all : 0; };
    const auto full =
        static_cast<std::size_t>(std::clamp<std::int64_t>(share(bar_columns), 0, bar_columns));
    return fmt::format("[{}{}] {} %", std::string(full, '#'),
                       std::string(static_cast<std::size_t>(bar_columns) - full, '.'), share(100));
}

std::string grouped(const Terminal& terminal, std::int64_t number)
{
    std::string digits = fmt::format("{}", number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), separator(terminal));
    return digits;
}

std::string about(const Terminal& terminal, std::chrono::seconds duration)
{
    const std::int64_t seconds = duration.count();
    if (seconds < minute)
        return terminal.words(N_("less than a minute"));
    if (seconds < 90 * minute)
        return terminal.count(N_("about {} minute"), N_("about {} minutes"),
                              rounded(seconds, minute));
    if (seconds < 36 * hour)
        return terminal.count(N_("about {} hour"), N_("about {} hours"), rounded(seconds, hour));
    return terminal.count(N_("about {} day"), N_("about {} days"), rounded(seconds, day));
}

}  // namespace colporteur::app
