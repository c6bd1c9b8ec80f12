// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace colporteur::exchange {

/// One record of a CSV file, quotes undone, fields trimmed, in UTF-8.
struct CsvRecord {
    int line = 0;                       ///< where it begins, from 1
    std::string text{};                 ///< as it stands, in UTF-8
    std::vector<std::string> fields{};  ///< empty when damaged
    std::string damage{};               ///< what is wrong with it, or ""
};

/// The fields of one record (RFC 4180 §2). White space around fields is dropped; quotes inside an
/// unquoted field stand for themselves. Code::invalid: a quoted field is not closed, or text
/// follows its closing quote.
Result<std::vector<std::string>> parse_csv(std::string_view record, char separator);

/// The separator that a record speaks of: a tab, ";" or ","; nothing when it has none of them.
std::optional<char> guess_separator(std::string_view record);

/// Who will read what is written: a spreadsheet takes `=SUM(A1)` for a formula, and runs it.
enum class Reader { program, spreadsheet };

/// A field as it must be written to be read back the same. For a spreadsheet, what it would take
/// for a formula gets an apostrophe in front, which `without_apostrophe` takes away.
std::string format_csv_field(std::string_view text, Reader reader = Reader::program);
std::string without_apostrophe(std::string text);

/// Walks through a CSV file in constant memory: comma, semicolon or tab, by the first record that
/// has one; UTF-8 with or without a mark in front, else Windows-1252; LF or CRLF; empty lines
/// skipped. A record may go over a few lines when a quoted field does. A damaged one does not spoil
/// the next.
class CsvReader {
public:
    explicit CsvReader(std::istream& in) : in_{in} {}

    /// The next record; nothing at the end.
    std::optional<CsvRecord> next();

private:
    struct Line {
        int number = 0;
        std::string text{};
        bool too_long = false;
    };

    std::optional<Line> take_line();
    std::optional<Line> read_line();
    void join_lines(CsvRecord& record, char separator);

    std::istream& in_;
    std::deque<Line> waiting_;  ///< read while looking for a closing quote, and not used
    int lines_ = 0;
    std::optional<char> separator_;  ///< once known
};

}  // namespace colporteur::exchange
