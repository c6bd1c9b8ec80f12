// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/amounts.hpp"

#include <span>

#include "base/cursor.hpp"
#include "base/utf8.hpp"

namespace colporteur::settings {
namespace {

struct Unit {
    std::string_view word;  ///< folded
    std::int64_t worth;
};

constexpr Unit day_units[] = {{"", 1},      {"d", 1},    {"day", 1},     {"days", 1},
                              {"j", 1},     {"jour", 1}, {"jours", 1},   {"week", 7},
                              {"weeks", 7}, {"w", 7},    {"semaine", 7}, {"semaines", 7}};
constexpr Unit size_units[] = {{"", 1},
                               {"b", 1},
                               {"o", 1},
                               {"octets", 1},
                               {"bytes", 1},
                               {"kb", 1'000},
                               {"ko", 1'000},
                               {"k", 1'000},
                               {"mb", 1'000'000},
                               {"mo", 1'000'000},
                               {"m", 1'000'000},
                               {"gb", 1'000'000'000},
                               {"go", 1'000'000'000}};

constexpr std::uint64_t largest = 1'000'000'000'000;  // times any unit fits into 64 bits

// amount = 1*18DIGIT [ SP unit ]

std::optional<std::int64_t> read_amount(const Value& value, std::span<const Unit> units)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return *number;
    const auto* text = std::get_if<std::string>(&value);
    if (!text)
        return std::nullopt;
    Cursor in{trim(*text)};
    const auto number = in.take_number();
    if (!number || *number > largest / 1'000'000'000)
        return number && in.at_end() ? std::optional{static_cast<std::int64_t>(*number)}
                                     : std::nullopt;
    const std::string typed = fold(in.rest());
    for (const Unit& unit : units)
        if (unit.word == trim(typed))
            return static_cast<std::int64_t>(*number) * unit.worth;
    return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_number(const Value& value)
{
    return read_amount(value, std::span{size_units}.first(1));
}

std::optional<std::int64_t> read_days(const Value& value)
{
    return read_amount(value, day_units);
}

std::optional<std::int64_t> read_size(const Value& value)
{
    return read_amount(value, size_units);
}

Value size_value(std::size_t octets)
{
    if (octets > 0 && octets % 1'000'000 == 0)
        return fmt::format("{} MB", octets / 1'000'000);
    if (octets > 0 && octets % 1'000 == 0)
        return fmt::format("{} kB", octets / 1'000);
    return static_cast<std::int64_t>(octets);
}

std::optional<bool> read_flag(const Value& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag;
    const auto* text = std::get_if<std::string>(&value);
    if (!text)
        return std::nullopt;
    const std::string typed = fold(trim(*text));
    for (const std::string_view yes : {"yes", "true", "on", "oui", "vrai"})
        if (typed == yes)
            return true;
    for (const std::string_view no : {"no", "false", "off", "non", "faux"})
        if (typed == no)
            return false;
    return std::nullopt;
}

Words read_words(std::string_view text)
{
    Words words;
    std::string word;
    bool in_quotes = false;
    const auto end_word = [&] {
        if (const auto trimmed = trim(word); !trimmed.empty())
            words.emplace_back(trimmed);
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && in_quotes && i + 1 < text.size()) {
            word += text[i++];
        } else if (text[i] == '"') {
            in_quotes = !in_quotes;
        } else if ((text[i] == ',' || text[i] == '\n') && !in_quotes) {
            end_word();
            continue;
        }
        word += text[i];
    }
    end_word();
    return words;
}

}  // namespace colporteur::settings
