// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/date.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

#include "mail/characters.hpp"
#include "mail/header.hpp"
#include "mail/structured.hpp"

namespace colporteur::mail {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The zones of RFC 5322 §4.3 that are not UTC.
struct Zone {
    std::string_view name;
    int hours;
};

constexpr Zone zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                          {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};

void skip_blanks(Cursor& in)
{
    in.take_while(is_blank);
}

std::string without_comments(std::string_view text)
{
    std::string result;
    for (Cursor in{text}; !in.at_end();) {
        if (in.peek() == '(')
            take_comment(in);
        result += in.at_end() ? ' ' : in.take();
    }
    return result;
}

std::optional<int> take_digits(Cursor& in, std::size_t most)
{
    skip_blanks(in);
    const auto digits = in.take_while(is_digit);
    if (digits.empty() || digits.size() > most)
        return std::nullopt;
    return static_cast<int>(*Cursor{digits}.take_number());
}

// year = 4DIGIT / 2*3DIGIT     RFC 5322 §4.3
std::optional<std::chrono::year> take_year(Cursor& in)
{
    const auto before = in.rest().size();
    const auto year = take_digits(in, 4);
    if (!year)
        return std::nullopt;
    const bool short_form = *year < 1000 && before - in.rest().size() < 5;
    return std::chrono::year{!short_form ? *year : *year < 50 ? *year + 2000 : *year + 1900};
}

std::optional<std::chrono::sys_days> take_day(Cursor& in)
{
    const auto day = take_digits(in, 2);
    skip_blanks(in);
    const auto name = in.take_while(is_alpha).substr(0, 3);
    const auto* const month = std::find_if(std::begin(months), std::end(months),
                                           [name](auto one) { return same_word(one, name); });
    const auto year = take_year(in);
    if (!day || month == std::end(months) || !year)
        return std::nullopt;
    const std::chrono::year_month_day date{
        *year, std::chrono::month{static_cast<unsigned>(month - std::begin(months) + 1)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

std::optional<seconds> take_clock(Cursor& in)
{
    const auto hour = take_digits(in, 2);
    skip_blanks(in);
    const auto minute = in.skip(":") ? take_digits(in, 2) : std::nullopt;
    skip_blanks(in);
    const auto second = in.skip(":") ? take_digits(in, 2) : 0;
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return hours{*hour} + minutes{*minute} + seconds{*second};
}

minutes take_zone(Cursor& in)
{
    skip_blanks(in);
    const bool west = in.peek() == '-';
    if (in.skip("+") || in.skip("-")) {
        const auto offset = take_digits(in, 4).value_or(0);
        const minutes ahead = hours{offset / 100} + minutes{offset % 100};
        return west ? -ahead : ahead;
    }
    for (const Zone& zone : zones)
        if (in.skip_word(zone.name))
            return hours{zone.hours};
    return minutes{0};
}

}  // namespace

// date  = [ name "," ] day month year clock zone     RFC 5322 §3.3
// clock = 2DIGIT ":" 2DIGIT [ ":" 2DIGIT ]
// zone  = ( "+" / "-" ) 4DIGIT / name

std::optional<Time> parse_date(std::string_view field_body)
{
    const std::string line = without_comments(unfold(field_body));
    Cursor in{line};
    skip_blanks(in);
    in.take_while(is_alpha);
    skip_blanks(in);
    in.skip(",");
    const auto day = take_day(in);
    const auto clock = take_clock(in);
    if (!day || !clock)
        return std::nullopt;
    return *day + *clock - take_zone(in);
}

}  // namespace colporteur::mail
