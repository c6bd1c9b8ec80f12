// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/terminal.hpp"

#include <cstdlib>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

constexpr std::size_t rows_to_measure = 200;

struct Range {
    char32_t first, last;
};

constexpr Range no_columns[] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}};
constexpr Range two_columns[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
                                 {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                                 {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t c)
{
    for (const Range& range : ranges)
        if (range.first <= c && c <= range.last)
            return true;
    return false;
}

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

// "fr_FR.UTF-8@euro" is "fr".
std::string language_of(std::string_view locale)
{
    return to_lower(locale.substr(0, locale.find_first_of("_.@-")));
}

// The command line speaks French and English alone: other translations leave its words out, and
// half a sentence helps nobody.
std::string spoken(const std::string& code)
{
    return code == "fr" ? code : "en";
}

struct ToShow {
    const Terminal& terminal;

    std::string operator()(std::monostate /*none*/) const { return "-"; }

    std::string operator()(bool yes) const { return terminal.words(yes ? N_("yes") : N_("no")); }

    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }

    std::string operator()(const std::string& text) const { return one_line(to_valid_utf8(text)); }

    std::string operator()(const std::vector<std::string>& texts) const
    {
        return one_line(to_valid_utf8(fmt::format("{}", fmt::join(texts, ", "))), 2000);
    }

    std::string operator()(const std::vector<Record>& records) const
    {
        return fmt::format("{}", records.size());
    }
};

std::string without_end_spaces(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

std::string padded(const std::string& cell, std::size_t columns)
{
    const auto taken = width(cell);
    return cell + std::string(columns > taken ? columns - taken : 0, ' ');
}

}  // namespace

std::size_t width(std::string_view utf8)
{
    std::size_t columns = 0;
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        columns += is_in(no_columns, c) ? 0 : is_in(two_columns, c) ? 2 : 1;
    }
    return columns;
}

std::string environment_language()
{
    std::string locale;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (locale.empty())
            locale = environment(name);
    const std::string code = language_of(locale);
    if (code.empty() || code == "c" || code == "posix")
        return "en";
    const std::string languages = environment("LANGUAGE");
    for (const auto wanted : split(languages, ':'))
        if (!trim(wanted).empty())
            return spoken(language_of(trim(wanted)));
    return spoken(code);
}

Terminal::Terminal(std::ostream& out, std::ostream& err, const text::Language& language)
    : out_{out}, err_{err}, language_{language}
{
}

void Terminal::complain(std::string_view line)
{
    out_.flush();
    err_ << "colporteur: " << one_line(to_valid_utf8(line), 2000) << '\n';
}

std::string Terminal::shown(const Value& value) const
{
    return std::visit(ToShow{*this}, value);
}

void Terminal::show(const Record& record)
{
    if (json_) {
        out_ << to_json(record) << '\n';
        return;
    }
    std::size_t widest = 0;
    for (const Field& field : record)
        widest = std::max(widest, width(words(field.heading)));
    for (const Field& field : record)
        if (!field.heading.empty())
            out_ << without_end_spaces(padded(words(field.heading), widest) + "  " +
                                       shown(field.value));
}

Listing::Listing(Terminal& terminal) : terminal_{terminal}
{
    if (terminal_.speaks_json())
        terminal_.out() << '[';
}

Listing::~Listing()
{
    if (terminal_.speaks_json())
        terminal_.out() << (count_ > 0 ? "\n]\n" : "]\n");
    else
        print_rows();
}

void Listing::add(const Record& record)
{
    ++count_;
    if (terminal_.speaks_json()) {
        terminal_.out() << (count_ > 1 ? ",\n" : "\n") << to_json(record);
        return;
    }
    Cells headings;
    Cells cells;
    for (const Field& field : record) {
        if (field.heading.empty())
            continue;
        headings.push_back(terminal_.words(field.heading));
        cells.push_back(terminal_.shown(field.value));
    }
    if (count_ == 1)
        rows_.push_back(std::move(headings));
    rows_.push_back(std::move(cells));
    if (rows_.size() >= rows_to_measure)
        print_rows();
}

void Listing::print_rows()
{
    if (widths_.empty() && !rows_.empty()) {
        widths_.resize(rows_.front().size());
        for (const Cells& cells : rows_)
            for (std::size_t i = 0; i < cells.size(); ++i)
                widths_[i] = std::max(widths_[i], width(cells[i]));
    }
    for (const Cells& cells : rows_)
        print(cells);
    rows_.clear();
}

void Listing::print(const Cells& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += i + 1 < cells.size() ? padded(cells[i], widths_[i]) + "  " : cells[i];
    terminal_.out() << without_end_spaces(std::move(line));
}

}  // namespace colporteur::app
