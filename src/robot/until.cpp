// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <vector>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"

namespace colporteur::robot {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

// One row per month, folded: English, French, German, Spanish, Italian, Portuguese, Dutch, Polish;
// a name that two languages share stands once.
constexpr std::string_view months[] = {
    "january|jan|janvier|janv|januar|jänner|enero|gennaio|janeiro|januari|styczeń|stycznia",
    "february|feb|février|févr|februar|febrero|febbraio|fevereiro|februari|luty|lutego",
    "march|mar|mars|märz|marzo|março|maart|marzec|marca",
    "april|apr|avril|avr|abril|aprile|kwiecień|kwietnia",
    "may|mai|mayo|maggio|maio|mei|maj|maja",
    "june|jun|juin|juni|junio|giugno|junho|czerwiec|czerwca",
    "july|jul|juillet|juil|juli|julio|luglio|julho|lipiec|lipca",
    "august|aug|août|agosto|augustus|sierpień|sierpnia",
    "september|sep|sept|septembre|septiembre|settembre|setembro|wrzesień|września",
    "october|oct|octobre|oktober|okt|octubre|ottobre|outubro|październik|października",
    "november|nov|novembre|noviembre|novembro|listopad|listopada",
    "december|dec|décembre|déc|dezember|dez|diciembre|dicembre|dezembro|grudzień|grudnia",
};

constexpr int first_year = 1970;  // of a month; smaller numbers are no year

// Folded.
constexpr std::string_view until_words[] = {
    "until", "till",  "til", "to",   "through", "jusque", "jusqu'au", "jusqu'a", "au", "bis",
    "zum",   "hasta", "el",  "fino", "al",      "all'",   "ate",      "tot",     "en", "met",
    "do",    "dnia",  "le",  "a",    "o",       "dia",    "the",      "den"};
constexpr std::string_view of_words[] = {"of", "de", "di", "d'"};

/// A day whose year may be missing.
struct Written {
    std::optional<int> year;
    int month = 0;
    int day = 0;
};

std::optional<int> month_named(std::string_view folded)
{
    for (std::size_t i = 0; i < std::size(months); ++i)
        for (const std::string_view name : split(months[i], '|'))
            if (fold(name) == folded)
                return static_cast<int>(i) + 1;
    return std::nullopt;
}

/// At most four digits, and what may stand behind a day's number.
std::optional<int> number_in(std::string_view word)
{
    Cursor in{word};
    const auto digits = in.take_while(is_digit);
    const auto rest = in.rest();
    constexpr std::string_view endings[] = {"",   ".",  "er",     "st",     "nd",
                                            "rd", "th", "\u00BA", "\u00AA", "e"};
    if (digits.empty() || digits.size() > 4 ||
        std::ranges::find(endings, rest) == std::end(endings))
        return std::nullopt;
    return std::stoi(std::string{digits});
}

/// `2026-09-01`, `1/9/2026`, `1.9.`
std::optional<Written> in_figures(std::string_view word)
{
    std::vector<int> numbers;
    std::size_t first_digits = 0;
    for (Cursor in{word}; !in.at_end();) {
        const auto digits = in.take_while(is_digit);
        const auto number = number_in(digits);
        if (!number)
            return std::nullopt;
        if (numbers.empty())
            first_digits = digits.size();
        numbers.push_back(*number);
        if (!in.at_end() && !in.skip("-") && !in.skip("/") && !in.skip("."))
            return std::nullopt;
    }
    if (numbers.size() == 3 && first_digits == 4)
        return Written{numbers[0], numbers[1], numbers[2]};
    if (numbers.size() == 3)
        return Written{numbers[2], numbers[1], numbers[0]};
    if (numbers.size() == 2)
        return Written{std::nullopt, numbers[1], numbers[0]};
    return std::nullopt;
}

/// `1er septembre 2026`, `September 1`
std::optional<Written> in_words(const std::vector<std::string>& words)
{
    if (words.size() < 2 || words.size() > 3)
        return std::nullopt;
    Written written;
    const bool month_first = month_named(words[0]).has_value();
    const auto named = month_named(words[month_first ? 0 : 1]);
    const auto number = number_in(words[month_first ? 1 : 0]);
    if (!named || !number)
        return std::nullopt;
    written = {std::nullopt, *named, *number};
    if (words.size() == 3) {
        written.year = number_in(words[2]);
        if (!written.year)
            return std::nullopt;
    }
    return written;
}

/// The words without "until" and "of".
std::vector<std::string> telling_words(std::string_view text)
{
    const std::string line = tidy(text);
    std::vector<std::string> words;
    for (const std::string_view typed : words_of(line)) {
        std::string word = fold(typed);
        if (word.ends_with(',') || word.ends_with(':'))
            word.pop_back();
        const bool skipped = words.empty()
                                 ? std::ranges::find(until_words, word) != std::end(until_words)
                                 : std::ranges::find(of_words, word) != std::end(of_words);
        if (word.starts_with("d'") && word.size() > 2)
            word.erase(0, 2);
        if (!skipped)
            words.push_back(std::move(word));
    }
    return words;
}

/// `2026-03`, `3/2026`
std::optional<std::chrono::year_month> month_in_figures(std::string_view word)
{
    Cursor in{word};
    const auto first = in.take_while(is_digit);
    if (!in.skip("-") && !in.skip("/") && !in.skip("."))
        return std::nullopt;
    const auto second = in.rest();
    const bool year_first = first.size() == 4;
    const auto year_digits = number_in(year_first ? first : second);
    const auto month_digits = number_in(year_first ? second : first);
    const std::string_view short_one = year_first ? second : first;
    if (!year_digits || !month_digits || *year_digits < first_year || short_one.size() > 2)
        return std::nullopt;
    return year{*year_digits} / *month_digits;
}

/// `mars 2026`, `March`
std::optional<std::chrono::year_month> month_in_words(const std::vector<std::string>& words,
                                                      std::chrono::year_month this_month)
{
    const auto named = words.empty() || words.size() > 2 ? std::nullopt : month_named(words[0]);
    if (!named)
        return std::nullopt;
    if (words.size() == 2) {
        const auto digits = number_in(words[1]);
        return digits && *digits >= first_year ? std::optional{year{*digits} / *named}
                                               : std::nullopt;
    }
    const std::chrono::year_month found = this_month.year() / *named;
    return found > this_month ? found - std::chrono::years{1} : found;
}

std::optional<year_month_day> next_such_day(const Written& written, std::chrono::sys_days today)
{
    const year this_year = year_month_day{today}.year();
    const auto in_year = [&](year y) {
        return year_month_day{y, month{static_cast<unsigned>(written.month)},
                              day{static_cast<unsigned>(written.day)}};
    };
    if (written.year) {
        const auto named =
            in_year(year{*written.year < 100 ? 2000 + *written.year : *written.year});
        return named.ok() && std::chrono::sys_days{named} >= today ? std::optional{named}
                                                                   : std::nullopt;
    }
    for (int later = 0; later <= 8; ++later)  // 29 February may be eight years away
        if (const auto candidate = in_year(this_year + std::chrono::years{later});
            candidate.ok() && std::chrono::sys_days{candidate} >= today)
            return candidate;
    return std::nullopt;
}

}  // namespace

std::optional<year_month_day> read_until(std::string_view text, Time today)
{
    const auto words = telling_words(text);
    const auto written = words.size() == 1 ? in_figures(words.front()) : in_words(words);
    if (!written)
        return std::nullopt;
    return next_such_day(*written, std::chrono::floor<std::chrono::days>(today));
}

std::optional<std::chrono::year_month> read_month(std::string_view text, Time today)
{
    const year_month_day date{std::chrono::floor<std::chrono::days>(today)};
    const auto words = telling_words(text);
    auto found = words.size() == 1 ? month_in_figures(words.front()) : std::nullopt;
    if (!found)
        found = month_in_words(words, date.year() / date.month());
    return found && found->ok() ? found : std::nullopt;
}

}  // namespace colporteur::robot
