// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <random>
#include <string>

#include "settings/keys.hpp"
#include "support/builders.hpp"

namespace colporteur::support {

/// What stands on a sheet, by key.
using Written = std::map<std::string, std::string>;

inline Written written(const settings::Sheet& sheet)
{
    Written all;
    for (const settings::Key& key : settings::keys())
        all[std::string{key.name}] = settings::to_text(settings::value_of(key, sheet));
    return all;
}

/// La lettre with Ana as its owner, all by default.
inline settings::Sheet a_sheet()
{
    settings::Sheet sheet{.list = a_list()};
    sheet.owners = {address("ana@example.org")};
    return sheet;
}

/// A sheet where each key has some value that it may have, by chance.
class RandomSheet {
public:
    explicit RandomSheet(unsigned seed) : dice_{seed} {}

    settings::Sheet make()
    {
        settings::Sheet sheet = a_sheet();
        for (const settings::Key& key : settings::keys())
            if (chance(2))
                fill(key, sheet);
        if (sheet.owners.empty())
            sheet.owners = a_sheet().owners;
        return sheet;
    }

private:
    void fill(const settings::Key& key, settings::Sheet& sheet)
    {
        const auto& language = text::language("en");
        for (int tries = 0; tries < 20; ++tries)
            if (!settings::put(key, sheet, some_value(), language))
                return;
    }

    settings::Value some_value()
    {
        switch (number(9)) {
        case 0: return chance(2);
        case 1: return std::int64_t{number(200)};
        case 2: return std::int64_t{number(20'000'000)};
        case 3: return settings::Words{some_address(), some_address()};
        case 4: return settings::Words{"image/*", "text/calendar"};
        case 5: return some_entries();
        case 6: return some_address();
        case 7:
            return std::string{pick({"fr", "discussion", "list", "digest", "inside", "shared"})};
        default: return some_text();
        }
    }

    std::vector<settings::Entry> some_entries()
    {
        std::vector<settings::Entry> entries;
        for (int i = 0, n = 1 + number(3); i < n; ++i) {
            settings::Entry entry{{"name", fmt::format("n{}", i)}, {"title", some_text()}};
            if (chance(2))
                entry.emplace_back("keywords", settings::Words{"été", some_text()});
            else
                entry.emplace_back("choices", settings::Words{"Lyon", some_text()});
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    std::string some_address()
    {
        return fmt::format("{}@example.net", pick({"zoe", "\"a,b\"", "ivo", "éva"}));
    }

    std::string some_text()
    {
        std::string text;
        for (int i = 0, n = number(30); i < n; ++i)
            text += pick({"a", "é", "\"", "\\", "\n", "\t", " ", "#", "=", "[", "]", "'", "\"\"\"",
                          "\r\n", "\x7F", "🐦", "members: accept; others: hold", ",", "\x01"});
        return text;
    }

    std::string_view pick(const std::vector<std::string_view>& words)
    {
        return words[static_cast<std::size_t>(number(static_cast<int>(words.size())))];
    }

    int number(int below) { return std::uniform_int_distribution{0, below - 1}(dice_); }

    bool chance(int of) { return number(of) == 0; }

    std::mt19937 dice_;
};

}  // namespace colporteur::support
