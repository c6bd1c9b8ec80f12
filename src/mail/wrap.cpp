// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/wrap.hpp"

#include <algorithm>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t most_columns = 72;
constexpr std::size_t longest_indent = 20;

// Characters, which is near enough to columns for the scripts we write in.
std::size_t columns(std::string_view utf8)
{
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string without_controls(std::string_view utf8)
{
    std::string result = to_valid_utf8(utf8);
    std::erase_if(result, [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
    return result;
}

// start = *( SP / ">" ) [ ( "-" / "*" ) SP ]     ; stands before the first word of a line
std::string_view take_start(Cursor& in)
{
    const auto line = in.rest();
    in.take_while([](char c) { return c == ' ' || c == '>'; });
    in.skip("- ") || in.skip("* ");
    return line.substr(0, line.size() - in.rest().size());
}

// What the lines that follow begin with: the same marks, and spaces under "- ".
std::string indent_below(std::string_view start)
{
    std::string indent{start.substr(0, longest_indent)};
    std::replace_if(
        indent.begin(), indent.end(), [](char c) { return c == '-' || c == '*'; }, ' ');
    return indent;
}

void append_wrapped(std::string& to, std::string_view line)
{
    Cursor in{line};
    const auto start = take_start(in);
    to += start;
    std::size_t column = columns(start);
    for (bool first = true; !in.at_end(); first = false) {
        auto blank = in.take_while([](char c) { return c == ' '; });
        const auto word = in.take_until(" ");
        if (!first && column + blank.size() + columns(word) > most_columns) {
            to += '\n';
            to += indent_below(start);
            column = indent_below(start).size();
            blank = {};
        }
        to.append(blank).append(word);
        column += blank.size() + columns(word);
    }
    to += '\n';
}

}  // namespace

std::string wrap_text(std::string_view utf8)
{
    const std::string text = without_controls(utf8);
    std::string result;
    for (const std::string_view raw : split(text, '\n')) {
        const auto end = raw.find_last_not_of(" \t");
        if (raw == "-- ")  // a signature's line keeps its space (RFC 3676 §4.3)
            result += "-- \n";
        else
            append_wrapped(result, raw.substr(0, end == std::string_view::npos ? 0 : end + 1));
    }
    while (result.ends_with("\n\n"))
        result.pop_back();
    return result;
}

}  // namespace colporteur::mail
