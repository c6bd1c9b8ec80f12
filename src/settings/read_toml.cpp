// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place of this folder that speaks toml++.
#include <algorithm>
#include <toml++/toml.h>

#include "base/utf8.hpp"
#include "settings/wishes.hpp"

namespace colporteur::settings {
namespace {

constexpr std::size_t longest_text = 1'048'576;

std::string name_of(const toml::node& node)
{
    return node.is_table()    ? "{…}"
           : node.is_array()  ? "[…]"
           : node.is_number() ? "1.5"
                              : "2026-01-01";
}

std::optional<Words> words_of(const toml::array& array)
{
    Words words;
    for (const auto& element : array) {
        const auto* text = element.as_string();
        if (!text)
            return std::nullopt;
        words.push_back(text->get());
    }
    return words;
}

Field field_of(const toml::node& node)
{
    if (const auto* text = node.as_string())
        return text->get();
    if (const auto* flag = node.as_boolean())
        return flag->get();
    if (const auto* array = node.as_array())
        if (auto words = words_of(*array))
            return *std::move(words);
    return Foreign{name_of(node)};
}

std::optional<std::vector<Entry>> entries_of(const toml::array& array)
{
    std::vector<Entry> entries;
    for (const auto& element : array) {
        const auto* table = element.as_table();
        if (!table)
            return std::nullopt;
        Entry& entry = entries.emplace_back();
        for (const auto& [name, node] : *table)
            entry.emplace_back(std::string{name.str()}, field_of(node));
    }
    return entries;
}

Value value_of_node(const toml::node& node)
{
    if (const auto* number = node.as_integer())
        return number->get();
    if (const auto* array = node.as_array()) {
        if (auto words = words_of(*array))
            return *std::move(words);
        if (auto entries = entries_of(*array))
            return *std::move(entries);
    }
    return std::visit([](auto&& field) -> Value { return std::forward<decltype(field)>(field); },
                      field_of(node));
}

/// Walks through the tables of a configuration.
class Walk {
public:
    explicit Walk(const text::Language& language) : language_{language} {}

    Result<std::vector<Wish>> read(const toml::table& top)
    {
        walk("", top);
        if (!errors_.empty()) {
            std::stable_sort(errors_.begin(), errors_.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            std::vector<std::string> texts;
            for (const auto& [line, what] : errors_)
                texts.push_back(on_line(line, what, language_));
            return fail(joined(texts));
        }
        std::stable_sort(wishes_.begin(), wishes_.end(),
                         [](const Wish& a, const Wish& b) { return a.line < b.line; });
        return std::move(wishes_);
    }

private:
    void walk(const std::string& prefix, const toml::table& table)
    {
        for (const auto& [name, node] : table) {
            const std::string path = prefix + std::string{name.str()};
            const int line = static_cast<int>(name.source().begin.line);
            if (const Key* key = find_key(path))
                wishes_.push_back({key, value_of_node(node), line});
            else if (const auto* inner = node.as_table(); inner && prefix.empty() && is_group(path))
                walk(path + ".", *inner);
            else if (errors_.size() < most_errors)
                errors_.emplace_back(line, unknown_key(path, language_));
        }
    }

    static bool is_group(std::string_view name)
    {
        return std::any_of(groups().begin(), groups().end(),
                           [&](const Group& group) { return group.name == name; });
    }

    const text::Language& language_;
    std::vector<Wish> wishes_;
    std::vector<std::pair<int, std::string>> errors_;
};

}  // namespace

Result<std::vector<Wish>> read_toml(std::string_view toml, const text::Language& language)
{
    if (toml.size() > longest_text)
        return fail(Code::too_large,
                    say(language, N_("a text of at most {} octets"), longest_text));
    try {
        return Walk{language}.read(toml::parse(toml));
    } catch (const toml::parse_error& error) {
        return fail(Code::invalid, on_line(static_cast<int>(error.source().begin.line),
                                           say(language, N_("this is not TOML: {}"),
                                               one_line(error.description())),
                                           language));
    }
}

Result<Value> parse_value(std::string_view toml)
{
    if (toml.size() > longest_text)
        return fail(Code::too_large, "a value is too long");
    try {
        const toml::table top = toml::parse("value = " + std::string{toml});
        if (top.size() != 1 || !top.contains("value"))
            return fail(Code::invalid, "more than one value");
        return value_of_node(*top.get("value"));
    } catch (const toml::parse_error& error) {
        return fail(Code::invalid, one_line(error.description()));
    }
}

}  // namespace colporteur::settings
