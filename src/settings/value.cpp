// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/value.hpp"

#include "base/utf8.hpp"

namespace colporteur::settings {
namespace {

constexpr std::size_t longest_line = 80;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

void append_escaped(std::string& to, char c)
{
    if (c == '"' || c == '\\')
        (to += '\\') += c;
    else if (c == '\n')
        to += "\\n";
    else if (c == '\t')
        to += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
        to += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    else
        to += c;
}

// A text of several lines, as it reads; TOML takes away the line end behind the first quotes.
std::string in_lines(std::string_view text)
{
    std::string lines = "\"\"\"\n";
    for (const char c : text)
        if (c == '\n' || c == '\t')
            lines += c;
        else
            append_escaped(lines, c);
    return lines + "\"\"\"";
}

std::string array(const Words& words)
{
    std::vector<std::string> quotes;
    for (const std::string& word : words)
        quotes.push_back(quoted(word));
    const std::string line = fmt::format("[{}]", fmt::join(quotes, ", "));
    if (line.size() <= longest_line)
        return line;
    return fmt::format("[\n  {},\n]", fmt::join(quotes, ",\n  "));
}

std::string field(const Field& value)
{
    return std::visit(Overloaded{[](bool yes) { return std::string{yes ? "true" : "false"}; },
                                 [](const std::string& text) { return quoted(text); },
                                 [](const Words& words) {
                                     std::vector<std::string> quotes;
                                     for (const std::string& word : words)
                                         quotes.push_back(quoted(word));
                                     return fmt::format("[{}]", fmt::join(quotes, ", "));
                                 },
                                 [](const Foreign& foreign) { return foreign.shown; }},
                      value);
}

std::string inline_table(const Entry& entry)
{
    std::vector<std::string> pairs;
    for (const auto& [name, value] : entry)
        pairs.push_back(fmt::format("{} = {}", name, field(value)));
    return fmt::format("{{ {} }}", fmt::join(pairs, ", "));
}

std::string inline_tables(const std::vector<Entry>& entries)
{
    std::vector<std::string> tables;
    for (const Entry& entry : entries)
        tables.push_back(inline_table(entry));
    return fmt::format("[{}]", fmt::join(tables, ", "));
}

}  // namespace

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text)
        append_escaped(result, c);
    return result + '"';
}

std::string to_text(const Value& value)
{
    return std::visit(
        Overloaded{[](bool yes) { return std::string{yes ? "yes" : "no"}; },
                   [](std::int64_t number) { return fmt::format("{}", number); },
                   [](const std::string& text) { return text; },
                   [](const Words& words) { return fmt::format("{}", fmt::join(words, ", ")); },
                   [](const std::vector<Entry>& entries) { return inline_tables(entries); },
                   [](const Foreign& foreign) { return foreign.shown; }},
        value);
}

std::string to_toml_value(const Value& value)
{
    return std::visit(
        Overloaded{[](bool yes) { return std::string{yes ? "true" : "false"}; },
                   [](std::int64_t number) { return fmt::format("{}", number); },
                   [](const std::string& text) {
                       return text.find('\n') == text.npos ? quoted(text) : in_lines(text);
                   },
                   [](const Words& words) { return array(words); },
                   [](const std::vector<Entry>& entries) { return inline_tables(entries); },
                   [](const Foreign& foreign) { return foreign.shown; }},
        value);
}

std::string described(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return fmt::format("\"{}\"", one_line(*text, longest_line));
    return one_line(to_toml_value(value), longest_line);
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& known)
{
    constexpr std::size_t longest_typed = 80;  // the distance takes the product of both lengths
    std::string_view found;
    if (typed.size() > longest_typed)
        return found;
    std::size_t least = std::min<std::size_t>(4, typed.size());
    for (const std::string_view word : known)
        if (const auto distance = edit_distance(word, typed); distance < least) {
            least = distance;
            found = word;
        }
    return found;
}

}  // namespace colporteur::settings
