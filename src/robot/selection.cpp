// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/selection.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_ranges = 50;
constexpr std::size_t permalink_length = 26;

// Folded: English, French, German, Spanish, Italian, Portuguese, Dutch, Polish.
constexpr std::string_view thread_words[] = {
    "thread",  "conversation", "discussion",    "topic",    "fil",          "faden",
    "thema",   "gesprach",     "unterhaltung",  "hilo",     "conversacion", "tema",
    "filo",    "discussione",  "conversazione", "conversa", "topico",       "draad",
    "gesprek", "onderwerp",    "watek",         "rozmowa",  "dyskusja"};

bool is_blank(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '#';
}

std::optional<std::int64_t> take_post(Cursor& in)
{
    const auto number = in.take_number();
    return number ? std::optional{static_cast<std::int64_t>(*number)} : std::nullopt;
}

std::optional<archive::Range> take_range(Cursor& in)
{
    const auto first = take_post(in);
    if (!first)
        return std::nullopt;
    Cursor behind = in;
    behind.take_while([](char c) { return c == ' '; });
    if (!behind.skip("-"))
        return archive::Range{*first, *first};
    behind.take_while(is_blank);
    const auto last = take_post(behind);
    if (!last || *last < *first)  // "2026-13" is a slip, no range
        return std::nullopt;
    in = behind;
    return archive::Range{*first, *last};
}

std::optional<archive::Selection> read_ranges(std::string_view folded)
{
    archive::Ranges ranges;
    Cursor in{folded};
    for (in.take_while(is_blank); !in.at_end(); in.take_while(is_blank)) {
        const auto range = take_range(in);
        if (!range || ranges.size() == most_ranges)
            return std::nullopt;
        ranges.push_back(*range);
    }
    return ranges.empty() ? std::nullopt : std::optional<archive::Selection>{ranges};
}

std::optional<archive::Selection> read_thread(std::string_view folded)
{
    Cursor in{folded};
    const auto word = in.take_while(is_alpha);
    in.take_while(is_blank);
    const auto number = take_post(in);
    const bool is_thread =
        std::find(std::begin(thread_words), std::end(thread_words), word) != std::end(thread_words);
    return is_thread && number && in.at_end()
               ? std::optional<archive::Selection>{archive::ThreadOf{*number}}
               : std::nullopt;
}

std::optional<archive::Selection> read_permalink(std::string_view line)
{
    line = line.substr(0, line.find('>'));
    const auto slash = line.rfind('/');
    const std::string id =
        to_lower(slash == std::string_view::npos ? line : line.substr(slash + 1));
    if (id.size() != permalink_length || !from_base32(id))
        return std::nullopt;
    return archive::Permalink{id};
}

}  // namespace

std::optional<archive::Selection> read_selection(std::string_view text, Time today)
{
    const std::string line = tidy(text);
    const std::string folded = fold(line);
    if (const auto month = read_month(line, today))
        return *month;
    for (const auto read : {read_thread, read_ranges})
        if (auto selection = read(folded))
            return selection;
    return read_permalink(line);
}

}  // namespace colporteur::robot
