// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/pause.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"

namespace colporteur::robot {
namespace {

using Words = std::vector<std::string_view>;
using Day = std::chrono::year_month_day;

// Folded; English, French, German, Spanish, Italian, Portuguese, Dutch, Polish.
constexpr std::string_view from_words[] = {"from", "starting", "du",  "des",   "depuis", "von",
                                           "vom",  "ab",       "dem", "desde", "del",    "dal",
                                           "da",   "dall'",    "do",  "van",   "vanaf",  "od"};
constexpr std::string_view further_from_words[] = {"a", "partir", "de", "le"};
constexpr std::string_view dashes[] = {"-", "--"};

template <std::size_t N>
bool is_one_of(const std::string_view (&table)[N], std::string_view word)
{
    return std::ranges::find(table, fold(word)) != std::end(table);
}

std::string joined(const Words& words, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text.append(i == begin ? "" : " ").append(words[i]);
    return text;
}

/// The words in front that say "from": none, "du", "à partir du".
struct Opening {
    std::size_t count = 0;
    bool says_from = false;  ///< surely: "de" alone may belong to the day
};

Opening opening_of(const Words& words)
{
    Opening opening;
    for (; opening.count < words.size(); ++opening.count) {
        const std::string_view word = words[opening.count];
        if (is_one_of(from_words, word))
            opening.says_from = true;
        else if (!is_one_of(further_from_words, word))
            break;
    }
    return opening;
}

/// `du 1er au 15 août`: the first day borrows the month, perhaps the year, of the last.
std::optional<Day> read_first_day(const std::string& text, const Words& last, Time now)
{
    if (const auto day = read_until(text, now))
        return day;
    for (std::size_t borrowed = 1; borrowed <= std::min<std::size_t>(2, last.size()); ++borrowed)
        if (const auto day =
                read_until(text + ' ' + joined(last, last.size() - borrowed, last.size()), now))
            return day;
    return std::nullopt;
}

struct Days {
    std::optional<Day> from{};
    std::optional<Day> until{};
};

std::optional<Days> read_both(const Words& words, Time now)
{
    for (std::size_t middle = 1; middle < words.size(); ++middle) {
        const std::size_t right = is_one_of(dashes, words[middle]) ? middle + 1 : middle;
        const auto until = read_until(joined(words, right, words.size()), now);
        if (!until)
            continue;
        const Words last{words.begin() + static_cast<std::ptrdiff_t>(right), words.end()};
        if (const auto from = read_first_day(joined(words, 0, middle), last, now))
            return Days{from, until};
    }
    return std::nullopt;
}

std::optional<Days> read_days(std::string_view text, Time now)
{
    if (const auto until = read_until(text, now))
        return Days{.until = until};
    Words words = words_of(text);
    const auto [opening, says_from] = opening_of(words);
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(opening));
    if (const auto both = read_both(words, now))
        return both;
    const auto first = says_from ? read_until(joined(words, 0, words.size()), now) : std::nullopt;
    return first ? std::optional{Days{.from = first}} : std::nullopt;
}

Time midnight(const Day& day, const Zone& zone)
{
    return zone.to_utc(LocalTime{std::chrono::local_days{day}});
}

}  // namespace

std::optional<model::Suspension> read_pause(std::string_view text, const Zone& zone, Time now)
{
    const std::string line = tidy(text);
    if (line.empty())
        return model::Suspension{.from = now};
    const auto days = read_days(line, now);
    if (!days)
        return std::nullopt;
    model::Suspension pause{.from = days->from ? midnight(*days->from, zone) : now};
    if (days->until)
        pause.until = midnight(*days->until, zone);
    const bool ends_too_soon = pause.until && *pause.until <= std::max(pause.from, now);
    return ends_too_soon ? std::nullopt : std::optional{pause};
}

}  // namespace colporteur::robot
