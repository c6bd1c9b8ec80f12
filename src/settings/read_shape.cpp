// SPDX-License-Identifier: AGPL-3.0-or-later
// How each shape of key is read.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "settings/amounts.hpp"
#include "settings/checks.hpp"
#include "settings/entries.hpp"
#include "settings/keys.hpp"

namespace colporteur::settings {
namespace {

/// Reads one key's value. The sheet changes only when the value is taken.
class Reader {
public:
    Reader(const Key& key, Sheet& sheet, const Value& value, const text::Language& language)
        : key_{key}, sheet_{sheet}, value_{value}, language_{language}
    {
    }

    Expected operator()(const TextShape& shape) const
    {
        const auto* given = text();
        if (!given)
            return usual();
        std::string line = one_line(*given, given->size());
        if (Expected wanted = shape.check ? shape.check(line, language_) : std::nullopt)
            return wanted;
        if (line.size() > shape.most)
            return too_long(shape.most);
        shape.place.on(sheet_) = std::move(line);
        return std::nullopt;
    }

    Expected operator()(const LinesShape& shape) const
    {
        const auto* given = text();
        if (!given)
            return usual();
        std::string lines = showable_lines(*given);
        if (lines.size() > shape.most)
            return too_long(shape.most);
        shape.place.on(sheet_) = std::move(lines);
        return std::nullopt;
    }

    Expected operator()(const FlagShape& shape) const
    {
        const auto flag = read_flag(value_);
        if (!flag)
            return usual();
        shape.place.on(sheet_) = *flag;
        return std::nullopt;
    }

    Expected operator()(const NumberShape& shape) const
    {
        const auto number = read_number(value_);
        if (!number || *number < shape.least || *number > shape.most)
            return usual();
        shape.place.on(sheet_) = static_cast<int>(*number);
        return std::nullopt;
    }

    Expected operator()(const DaysShape& shape) const
    {
        const auto days = read_days(value_);
        if (!days || *days < shape.least || *days > shape.most)
            return usual();
        shape.place.on(sheet_) = std::chrono::days{*days};
        return std::nullopt;
    }

    Expected operator()(const SizeShape& shape) const
    {
        const auto size = read_size(value_);
        if (!size || *size < 0 || static_cast<std::size_t>(*size) < shape.least ||
            static_cast<std::size_t>(*size) > shape.most)
            return usual();
        shape.place.on(sheet_) = static_cast<std::size_t>(*size);
        return std::nullopt;
    }

    Expected operator()(const WordShape& shape) const
    {
        const auto* given = text();
        const std::string typed = given ? fold(trim(*given)) : std::string{};
        const auto found = std::find(shape.words.begin(), shape.words.end(), typed);
        if (found != shape.words.end()) {
            shape.put(sheet_, static_cast<std::size_t>(found - shape.words.begin()));
            return std::nullopt;
        }
        Expected wanted = usual();
        if (const auto near = nearest(typed, shape.words); !near.empty())
            wanted = say(language_, N_("{} (did you mean {}?)"), *wanted, near);
        return wanted;
    }

    Expected operator()(const WordsShape& shape) const
    {
        auto words = several();
        if (!words)
            return usual();
        for (std::string& word : *words)
            if (Expected wanted = shape.check(word, language_))
                return wanted;
        std::sort(words->begin(), words->end());
        words->erase(std::unique(words->begin(), words->end()), words->end());
        shape.place.on(sheet_) = *std::move(words);
        return std::nullopt;
    }

    Expected operator()(const AddressShape& shape) const
    {
        const auto* given = text();
        if (!given)
            return usual();
        std::optional<mail::Address> address;
        if (!trim(*given).empty()) {
            const auto read = mail::parse_address(trim(*given));
            if (!read)
                return usual();
            address = *read;
        }
        shape.place.on(sheet_) = std::move(address);
        return std::nullopt;
    }

    Expected operator()(const PeopleShape& shape) const
    {
        const auto words = several();
        if (!words)
            return usual();
        std::vector<mail::Address> addresses;
        for (const std::string& word : *words) {
            const auto address = mail::parse_address(trim(word));
            if (!address)
                return say(language_, N_("mail addresses (\"{}\" is none)"), one_line(word, 80));
            addresses.push_back(*address);
        }
        std::sort(addresses.begin(), addresses.end());
        addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
        shape.place.on(sheet_) = std::move(addresses);
        return std::nullopt;
    }

    Expected operator()(const PolicyShape& /*shape*/) const
    {
        const auto* given = text();
        if (!given)
            return usual();
        std::string rules = *given;
        if (Expected wanted = check_policy(key_.short_name(), rules, language_))
            return wanted;
        if (rules.empty())
            sheet_.settings.policies.erase(std::string{key_.short_name()});
        else
            sheet_.settings.policies.insert_or_assign(std::string{key_.short_name()}, rules);
        return std::nullopt;
    }

    Expected operator()(const TopicsShape& /*shape*/) const
    {
        return put_entries(read_topics, sheet_.settings.topics);
    }

    Expected operator()(const AttributesShape& /*shape*/) const
    {
        return put_entries(read_attributes, sheet_.settings.attributes);
    }

private:
    Expected usual() const { return expected_of(key_, language_); }

    Expected too_long(std::size_t most) const
    {
        return say(language_, N_("a text of at most {} octets"), most);
    }

    // Only what is UTF-8 is a text.
    const std::string* text() const
    {
        const auto* given = std::get_if<std::string>(&value_);
        return given && is_utf8(*given) ? given : nullptr;
    }

    std::optional<Words> several() const
    {
        if (const auto* words = std::get_if<Words>(&value_))
            return *words;
        const auto* given = text();
        if (!given)
            return std::nullopt;
        if (trim(*given).starts_with('[')) {
            const auto read = parse_value(trim(*given));
            const auto* words = read ? std::get_if<Words>(&*read) : nullptr;
            return words ? std::optional{*words} : std::nullopt;
        }
        return read_words(*given);
    }

    template <class T>
    Expected put_entries(Expected (*read)(const std::vector<Entry>&, std::vector<T>&,
                                          const text::Language&),
                         std::vector<T>& to) const
    {
        Value value = value_;
        if (const auto* given = text()) {
            const auto read_value = parse_value(trim(*given).empty() ? "[]" : trim(*given));
            if (!read_value)
                return usual();
            value = *read_value;
        }
        if (const auto* none = std::get_if<Words>(&value); none && none->empty())
            value = std::vector<Entry>{};
        const auto* entries = std::get_if<std::vector<Entry>>(&value);
        return entries ? read(*entries, to, language_) : usual();
    }

    const Key& key_;
    Sheet& sheet_;
    const Value& value_;
    const text::Language& language_;
};

}  // namespace

Expected put(const Key& key, Sheet& sheet, const Value& value, const text::Language& language)
{
    return std::visit(Reader{key, sheet, value, language}, key.shape);
}

}  // namespace colporteur::settings
