// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "app/records.hpp"
#include "text/translation.hpp"

namespace colporteur::app {

/// How many columns `utf8` takes on a terminal: none for combining marks, two for wide East Asian
/// letters and pictures (Unicode UAX #11).
std::size_t width(std::string_view utf8);

/// The language that the environment asks for, as gettext reads it: LANGUAGE, unless the locale of
/// LC_ALL, LC_MESSAGES or LANG is C.
std::string environment_language();

/// Where a command speaks: to people in their language, to programs in JSON.
class Terminal {
public:
    Terminal(std::ostream& out, std::ostream& err, const text::Language& language);

    /// A sentence N_("…") in the reader's language, `{}` filled in.
    template <class... Args>
    std::string words(std::string_view english, const Args&... args) const
    {
        return fmt::format(fmt::runtime(language_.say(english)), args...);
    }

    /// One line on standard output.
    template <class... Args>
    void say(std::string_view english, const Args&... args)
    {
        out_ << words(english, args...) << '\n';
    }

    /// "1 copy", "3 copies", by the rules of the language.
    std::string count(std::string_view one, std::string_view many, std::int64_t n) const
    {
        return language_.count(one, many, n);
    }

    /// One line on standard error, ready made.
    void complain(std::string_view line);

    /// From now on listings and records are printed as JSON.
    void speak_json() { json_ = true; }

    bool speaks_json() const { return json_; }

    /// One record: `Heading: value` lines, or a JSON object.
    void show(const Record& record);

    const std::string& language() const { return language_.code(); }

    /// Bytes as they are.
    std::ostream& out() { return out_; }

    /// A value for people: yes and no in words, one line, nothing that would move the cursor.
    std::string shown(const Value& value) const;

private:
    std::ostream& out_;
    std::ostream& err_;
    const text::Language& language_;
    bool json_ = false;
};

/// A table of records, printed while they come: however long it is, it needs little memory. Ends
/// with the listing.
class Listing {
public:
    explicit Listing(Terminal& terminal);
    ~Listing();
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    /// Every record has the same fields in the same order.
    void add(const Record& record);

private:
    using Cells = std::vector<std::string>;

    void print_rows();
    void print(const Cells& cells);

    Terminal& terminal_;
    std::vector<Cells> rows_;          ///< waiting until enough are known to choose the widths
    std::vector<std::size_t> widths_;  ///< by column; empty before the first row is printed
    std::size_t count_ = 0;
};

}  // namespace colporteur::app
