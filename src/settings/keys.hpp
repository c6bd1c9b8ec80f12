// SPDX-License-Identifier: AGPL-3.0-or-later
// The one table of what the owners of a list can set: TOML, command line, mail, history and the
// manual page read it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "settings/place.hpp"
#include "settings/value.hpp"

namespace colporteur::settings {

/// What a value should have been, in the reader's language, when it is not. Nothing when it was
/// taken.
using Expected = std::optional<std::string>;

/// Looks at one text and may bring it into its usual form.
using Check = Expected (*)(std::string& text, const text::Language& language);

/// How a key's value is written and where it goes.
struct TextShape {
    Place<std::string> place;
    Check check = nullptr;
    std::size_t most = 300;  ///< octets
};

struct LinesShape {
    Place<std::string> place;
    std::size_t most = 16'384;
};

struct FlagShape {
    Place<bool> place;
};

struct NumberShape {
    Place<int> place;
    int least;
    int most;
};

struct DaysShape {
    Place<std::chrono::days> place;
    int least;
    int most;
};

struct SizeShape {
    Place<std::size_t> place;
    std::size_t least;
    std::size_t most;
};

/// One of some words; `get` and `put` say which, counted from 0.
struct WordShape {
    std::vector<std::string_view> words;
    std::size_t (*get)(const Sheet& sheet);
    void (*put)(Sheet& sheet, std::size_t index);
};

struct WordsShape {
    Place<std::vector<std::string>> place;
    Check check;  ///< of each
};

struct AddressShape {
    Place<std::optional<mail::Address>> place;
};

struct PeopleShape {
    Place<std::vector<mail::Address>> place;
};

/// Rules in plain words for what the key is called: `policy.post`.
struct PolicyShape {};

struct TopicsShape {};

struct AttributesShape {};

using Shape =
    std::variant<TextShape, LinesShape, FlagShape, NumberShape, DaysShape, SizeShape, WordShape,
                 WordsShape, AddressShape, PeopleShape, PolicyShape, TopicsShape, AttributesShape>;

/// Where a value is kept.
enum class Home {
    identity,  ///< a column of the list, which has no default
    list,      ///< a column of the list
    roles,     ///< rows of their own; no default either
    settings,  ///< a row of settings, unless it is as by default
};

/// One thing that can be set.
struct Key {
    std::string_view name;  ///< "title", "dress.subject_tag"
    Home home;
    Shape shape;
    std::string_view meaning;  ///< N_("…"), one line; the manual page says more

    bool has_default() const { return home == Home::list || home == Home::settings; }

    /// "dress", or "".
    std::string_view group() const;

    /// "subject_tag".
    std::string_view short_name() const;
};

/// In the order in which people read them; the keys of a group stand together.
std::span<const Key> keys();

/// What a group is about, N_("…"); "" at the top.
struct Group {
    std::string_view name;
    std::string_view meaning;
};

std::span<const Group> groups();

/// Nothing when there is no such key.
const Key* find_key(std::string_view name);

/// Says that there is no such key, and which one may have been meant.
std::string unknown_key(std::string_view name, const text::Language& language);

/// What the key's value may be, for people: "yes or no", "a whole number from 1 to 1000".
std::string expected_of(const Key& key, const text::Language& language);

Value value_of(const Key& key, const Sheet& sheet);

/// Puts a value on the sheet, checked and in its usual form. Each shape also reads its text:
/// `yes`, `14 days`, `1 MB`, `a@example.org, b@example.org`.
Expected put(const Key& key, Sheet& sheet, const Value& value, const text::Language& language);

}  // namespace colporteur::settings
