// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/csv.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/charset.hpp"

namespace colporteur::exchange {
namespace {

constexpr std::size_t longest_line = 16'384;
constexpr std::size_t most_lines = 10;  // of one record
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// quoted = DQUOTE *( any octet but DQUOTE / 2DQUOTE ) DQUOTE
Result<std::string> take_quoted(Cursor& in)
{
    std::string field;
    in.skip("\"");
    while (true) {
        field += in.take_until("\"");
        if (!in.skip("\""))
            return fail(Code::invalid, "a quote is opened and never closed");
        if (!in.skip("\""))
            return field;
        field += '"';
    }
}

Result<std::string> take_field(Cursor& in, char separator)
{
    const auto is_space_here = [separator](char c) { return is_blank(c) && c != separator; };
    in.take_while(is_space_here);
    if (in.peek() != '"')
        return std::string{trim(in.take_until({&separator, 1}))};
    auto field = take_quoted(in);
    in.take_while(is_space_here);
    if (field && !in.at_end() && in.peek() != separator)
        return fail(Code::invalid, "text follows a closing quote");
    return field;
}

// A file may be in Windows-1252 without saying so.
std::string to_utf8(const std::string& text)
{
    return is_utf8(text) ? text : mail::guess_utf8(text);
}

bool has_open_quote(std::string_view text, char separator)
{
    if (text.find('"') == std::string_view::npos)
        return false;
    const auto fields = parse_csv(text, separator);
    return !fields && fields.error().what.find("never closed") != std::string::npos;
}

// Behind apostrophes, perhaps none.
bool looks_like_formula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return !text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos;
}

}  // namespace

// record = field *( separator field )                            RFC 4180 §2
// field  = quoted / *( any octet but separator )

Result<std::vector<std::string>> parse_csv(std::string_view record, char separator)
{
    Cursor in{record};
    std::vector<std::string> fields;
    do {
        auto field = take_field(in, separator);
        if (!field)
            return fail(field.error());
        fields.push_back(*std::move(field));
    } while (in.skip({&separator, 1}));
    return fields;
}

std::optional<char> guess_separator(std::string_view record)
{
    for (const char separator : {'\t', ';', ','}) {
        if (record.find(separator) == std::string_view::npos)
            continue;
        if (const auto fields = parse_csv(record, separator); fields && fields->size() > 1)
            return separator;
    }
    return std::nullopt;
}

std::string format_csv_field(std::string_view text, Reader reader)
{
    std::string plain{text};
    if (looks_like_formula(plain) && (reader == Reader::spreadsheet || plain.starts_with('\'')))
        plain.insert(0, "'");
    if (plain.find_first_of(",;\t\"\r\n") == std::string::npos && trim(plain) == plain)
        return plain;
    std::string quoted = "\"";
    for (const char c : plain) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

std::string without_apostrophe(std::string text)
{
    if (text.starts_with('\'') && looks_like_formula(text))
        text.erase(0, 1);
    return text;
}

std::optional<CsvRecord> CsvReader::next()
{
    auto line = take_line();
    while (line && !line->too_long && trim(line->text).empty())
        line = take_line();
    if (!line)
        return std::nullopt;

    CsvRecord record{.line = line->number, .text = to_utf8(line->text)};
    if (line->too_long) {
        record.damage = "the line is too long";
        return record;
    }
    if (!separator_)
        separator_ = guess_separator(record.text);
    const char separator = separator_.value_or(',');
    join_lines(record, separator);
    auto fields = parse_csv(record.text, separator);
    if (fields)
        record.fields = *std::move(fields);
    else
        record.damage = fields.error().what;
    return record;
}

// Adds the lines that a quoted field goes on over. When no closing quote comes, they are left for
// themselves.
void CsvReader::join_lines(CsvRecord& record, char separator)
{
    std::deque<Line> taken;
    std::string joined = record.text;
    while (has_open_quote(joined, separator) && taken.size() < most_lines) {
        auto line = take_line();
        if (!line)
            break;
        joined += '\n' + to_utf8(line->text);
        taken.push_back(*std::move(line));
    }
    if (has_open_quote(joined, separator))
        waiting_.insert(waiting_.begin(), taken.begin(), taken.end());
    else
        record.text = std::move(joined);
}

std::optional<CsvReader::Line> CsvReader::take_line()
{
    if (waiting_.empty())
        return read_line();
    Line line = std::move(waiting_.front());
    waiting_.pop_front();
    return line;
}

std::optional<CsvReader::Line> CsvReader::read_line()
{
    std::streambuf& octets = *in_.rdbuf();
    constexpr int end = std::char_traits<char>::eof();
    int octet = octets.sbumpc();
    if (octet == end)
        return std::nullopt;

    Line line{.number = ++lines_};
    for (; octet != end && octet != '\n'; octet = octets.sbumpc()) {
        if (line.text.size() < longest_line)
            line.text += static_cast<char>(octet);
        else
            line.too_long = true;
    }
    if (line.text.ends_with('\r'))
        line.text.pop_back();
    if (line.number == 1 && line.text.starts_with(byte_order_mark))
        line.text.erase(0, byte_order_mark.size());
    return line;
}

}  // namespace colporteur::exchange
