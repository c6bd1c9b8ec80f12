// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/slots.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "base/zone.hpp"
#include "mail/domain.hpp"

namespace colporteur::policy {
namespace {

using Kind = Token::Kind;

constexpr std::size_t longest_text = 500;     // octets
constexpr std::uint64_t largest = 1'000'000;  // of any number typed

struct Unit {
    std::string_view folded;
    std::int64_t octets;
};

// KB and MB are powers of 1000, as on pages and in mails; who means 1024 says KiB or MiB.
constexpr Unit units[] = {{"kb", 1000},  {"ko", 1000},  {"mb", 1'000'000}, {"mo", 1'000'000},
                          {"kib", 1024}, {"kio", 1024}, {"mib", 1 << 20},  {"mio", 1 << 20}};

std::optional<std::int64_t> take_number(std::string_view word)
{
    Cursor in{word};
    const auto number = in.take_number();
    if (!number || !in.at_end() || *number == 0 || *number > largest)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

// One word or one quoted text, of a sensible length.
std::optional<std::string> take_text(TokenReader& in)
{
    const Token& token = in.take();
    const bool right = token.kind == Kind::word || token.kind == Kind::quoted;
    if (!right || token.text.empty() || token.text.size() > longest_text)
        return std::nullopt;
    return token.text;
}

bool read_number(TokenReader& in, Condition& to)
{
    in.skip_articles();
    const auto number = take_number(in.take().text);
    to.amount = number.value_or(0);
    return number.has_value();
}

// size = number [ SP ] unit

bool read_size(TokenReader& in, Condition& to)
{
    in.skip_articles();
    std::string text = in.take().folded;
    const auto digits = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto number = take_number({text.data(), static_cast<std::size_t>(digits - text.begin())});
    std::string unit{digits, text.end()};
    if (unit.empty())
        unit = in.take().folded;
    const auto* const found = std::find_if(std::begin(units), std::end(units),
                                           [&](const Unit& u) { return u.folded == unit; });
    if (!number || found == std::end(units))
        return false;
    to.amount = *number * found->octets;
    return true;
}

std::string print_size(const Condition& condition)
{
    const Size size = exact_size(condition.amount);
    return fmt::format("{} {}", size.number, size.unit);
}

bool read_name(TokenReader& in, Condition& to)
{
    to.name = take_text(in).value_or("");
    return !to.name.empty();
}

std::string print_name(const Condition& condition)
{
    return quote_if_needed(condition.name);
}

// field-name = 1*( printable ASCII but ":" )       RFC 5322 §2.2

bool read_field(TokenReader& in, Condition& to)
{
    const auto fits = [](char c) { return c > ' ' && c <= '~' && c != ':'; };
    return read_name(in, to) && std::all_of(to.name.begin(), to.name.end(), fits);
}

bool read_text(TokenReader& in, Condition& to)
{
    in.skip_articles();
    if (in.peek().kind != Kind::quoted)
        return false;
    to.patterns = {take_text(in).value_or("")};
    return !to.patterns.front().empty();
}

std::string print_text(const Condition& condition)
{
    return quote(condition.patterns.front());
}

std::optional<std::string> normal_domain(std::string_view text)
{
    auto domain = mail::normal_domain(text);
    if (!domain || mail::normal_domain(*domain) != domain)
        return std::nullopt;
    return *domain;
}

// domain-pattern = [ "@" ] [ "*." ] domain

bool read_domain(TokenReader& in, Condition& to)
{
    const std::string text = take_text(in).value_or("");
    Cursor rest{text};
    rest.skip("@");
    const bool below = rest.skip("*.");
    const auto domain = normal_domain(rest.rest());
    if (!domain)
        return false;
    to.patterns = {below ? "*." + *domain : *domain};
    return true;
}

std::string print_domain(const Condition& condition)
{
    return quote_if_needed(condition.patterns.front());
}

// address-pattern = address, in which "*" stands for any text and "?" for one character

std::optional<std::string> read_pattern(TokenReader& in)
{
    const std::string text = to_lower(take_text(in).value_or(""));
    const auto at = text.rfind('@');
    if (at == std::string::npos)
        return std::nullopt;
    const std::string domain = text.substr(at + 1);
    if (domain.find_first_of("*?") != std::string::npos)
        return text;
    const auto normal = normal_domain(domain);
    return normal ? std::optional{text.substr(0, at + 1) + *normal} : std::nullopt;
}

bool read_patterns(TokenReader& in, Condition& to)
{
    do {
        auto pattern = read_pattern(in);
        if (!pattern)
            return false;
        to.patterns.push_back(std::move(*pattern));
    } while (in.skip(Kind::comma));
    return true;
}

std::string print_patterns(const Condition& condition)
{
    std::string text;
    for (const std::string& pattern : condition.patterns)
        text.append(text.empty() ? "" : ", ").append(quote_if_needed(pattern));
    return text;
}

bool read_date(TokenReader& in, Condition& to)
{
    in.skip_articles();
    const std::string text = in.take().text;
    const auto day = parse_local_time(text, Zone{});
    to.amount = day ? day_of(*day) : 0;
    return day && text.size() == std::string_view{"2026-03-01"}.size();
}

std::string print_date(const Condition& condition)
{
    return to_iso(Time{std::chrono::days{condition.amount}}).substr(0, 10);
}

std::optional<std::int64_t> read_minutes(TokenReader& in)
{
    in.skip_articles();
    const std::string text = in.take().text;
    Cursor clock{text};
    const auto minutes = take_clock(clock);
    if (!minutes || !clock.at_end())
        return std::nullopt;
    return minutes->count();
}

bool read_clock(TokenReader& in, Condition& to)
{
    const auto minutes = read_minutes(in);
    to.amount = minutes.value_or(0);
    return minutes.has_value();
}

bool read_until(TokenReader& in, Condition& to)
{
    const auto minutes = read_minutes(in);
    to.until = minutes.value_or(0);
    return minutes && to.until != to.amount;
}

std::string clock_text(std::int64_t minutes)
{
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

constexpr Slot slots[] = {
    {"NUMBER", "a number", read_number,
     [](const Condition& condition) { return std::to_string(condition.amount); }},
    {"SIZE", "a size such as 5 MB or 500 KB", read_size, print_size},
    {"DOMAIN", "a domain such as example.org or *.example.org", read_domain, print_domain},
    {"ADDRESSES", "an address or a pattern such as *@example.org", read_patterns, print_patterns},
    {"LIST", "the name or the address of a list", read_name, print_name},
    {"FIELD", "the name of a header field", read_field, print_name},
    {"TEXT", "a text in quotes", read_text, print_text},
    {"DATE", "a date such as 2026-12-01", read_date, print_date},
    {"CLOCK", "a time such as 08:00", read_clock,
     [](const Condition& condition) { return clock_text(condition.amount); }},
    {"UNTIL", "another time such as 20:00", read_until,
     [](const Condition& condition) { return clock_text(condition.until); }},
};

}  // namespace

const Slot* find_slot(std::string_view word)
{
    const auto* const found = std::find_if(std::begin(slots), std::end(slots),
                                           [&](const Slot& slot) { return slot.name == word; });
    return found != std::end(slots) ? found : nullptr;
}

Size exact_size(std::int64_t octets)
{
    if (octets % 1'000'000 == 0)
        return {octets / 1'000'000, "MB"};
    if (octets % 1000 == 0)
        return {octets / 1000, "KB"};
    if (octets % (1 << 20) == 0)
        return {octets >> 20, "MiB"};
    return {octets >> 10, "KiB"};
}

}  // namespace colporteur::policy
