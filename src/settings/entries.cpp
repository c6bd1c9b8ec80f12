// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/entries.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "settings/checks.hpp"

namespace colporteur::settings {
namespace {

constexpr std::size_t most_entries = 100;
constexpr std::size_t most_words = 100;
constexpr std::size_t longest_title = 300;

/// The fields of one table, taken one by one; what was expected when one is not as it should be.
class Fields {
public:
    Fields(const Entry& entry, const text::Language& language) : entry_{entry}, language_{language}
    {
    }

    std::string text(std::string_view name)
    {
        const auto* value = take<std::string>(name);
        return value ? one_line(*value, longest_title) : std::string{};
    }

    bool flag(std::string_view name)
    {
        const auto* value = take<bool>(name);
        return value && *value;
    }

    /// Without empty ones and doubles.
    Words words(std::string_view name, std::string (*usual_form)(const std::string&))
    {
        Words kept;
        if (const auto* value = take<Words>(name))
            for (const std::string& word : *value)
                if (std::string usual = usual_form(word);
                    !usual.empty() && std::find(kept.begin(), kept.end(), usual) == kept.end())
                    kept.push_back(std::move(usual));
        if (kept.size() > most_words)
            wanted_ = say(language_, N_("{}: at most {} of them"), name, most_words);
        return kept;
    }

    /// What was wrong; an unknown field too, once all were taken.
    Expected wrong() const
    {
        if (wanted_)
            return wanted_;
        for (const auto& [name, value] : entry_)
            if (std::find(known_.begin(), known_.end(), name) == known_.end())
                return say(language_, N_("only {} (\"{}\" is unknown)"),
                           fmt::format("{}", fmt::join(known_, ", ")), one_line(name, 80));
        return std::nullopt;
    }

private:
    template <class T>
    const T* take(std::string_view name)
    {
        known_.push_back(name);
        const auto found = std::find_if(entry_.begin(), entry_.end(),
                                        [&](const auto& field) { return field.first == name; });
        if (found == entry_.end())
            return nullptr;
        const auto* value = std::get_if<T>(&found->second);
        if (!value)
            wanted_ = wanted_type(name, static_cast<const T*>(nullptr));
        return value;
    }

    std::string wanted_type(std::string_view name, const std::string* /*type*/) const
    {
        return say(language_, N_("{} = a text in quotes"), name);
    }

    std::string wanted_type(std::string_view name, const bool* /*type*/) const
    {
        return say(language_, N_("{} = true or false"), name);
    }

    std::string wanted_type(std::string_view name, const Words* /*type*/) const
    {
        return say(language_, N_("{} = texts in brackets"), name);
    }

    const Entry& entry_;
    const text::Language& language_;
    std::vector<std::string_view> known_;
    Expected wanted_;
};

std::string folded_line(const std::string& word)
{
    return one_line(fold(one_line(word)));
}

std::string shown_line(const std::string& word)
{
    return one_line(word);
}

bool is_attribute_name(std::string_view name)
{
    return is_name(name) && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_';
           });
}

// Reads all tables with `read_one`; the whole is kept only when all are sound.
template <class T, class ReadOne>
Expected read_all(const std::vector<Entry>& entries, std::vector<T>& to,
                  const text::Language& language, ReadOne read_one)
{
    if (entries.size() > most_entries)
        return say(language, N_("at most {} of them"), most_entries);
    std::vector<T> made;
    for (const Entry& entry : entries) {
        Fields fields{entry, language};
        T one = read_one(fields);
        if (Expected wanted = fields.wrong())
            return wanted;
        if (one.title.empty())
            one.title = one.name;
        for (const T& other : made)
            if (fold(other.name) == fold(one.name))
                return say(language, N_("each name once (\"{}\" stands twice)"), one.name);
        made.push_back(std::move(one));
    }
    to = std::move(made);
    return std::nullopt;
}

}  // namespace

Expected read_topics(const std::vector<Entry>& entries, std::vector<model::Topic>& to,
                     const text::Language& language)
{
    std::vector<model::Topic> made;
    Expected wanted = read_all(entries, made, language, [](Fields& fields) {
        return model::Topic{.name = fields.text("name"),
                            .title = fields.text("title"),
                            .keywords = fields.words("keywords", folded_line)};
    });
    if (wanted)
        return wanted;
    for (const model::Topic& topic : made)
        if (!is_name(topic.name))
            return say(language, N_("name = one word of letters, digits, - and _"));
    to = std::move(made);
    return std::nullopt;
}

Value topics_value(const std::vector<model::Topic>& topics)
{
    std::vector<Entry> entries;
    for (const model::Topic& topic : topics)
        entries.push_back(
            {{"name", topic.name}, {"title", topic.title}, {"keywords", topic.keywords}});
    return entries;
}

Expected read_attributes(const std::vector<Entry>& entries, std::vector<model::Attribute>& to,
                         const text::Language& language)
{
    std::vector<model::Attribute> made;
    Expected wanted = read_all(entries, made, language, [](Fields& fields) {
        return model::Attribute{.name = fields.text("name"),
                                .title = fields.text("title"),
                                .required = fields.flag("required"),
                                .choices = fields.words("choices", shown_line)};
    });
    if (wanted)
        return wanted;
    for (const model::Attribute& attribute : made)
        if (!is_attribute_name(attribute.name))
            return say(language, N_("name = one word of a-z, 0-9 and _"));
    to = std::move(made);
    return std::nullopt;
}

Value attributes_value(const std::vector<model::Attribute>& attributes)
{
    std::vector<Entry> entries;
    for (const model::Attribute& attribute : attributes)
        entries.push_back({{"name", attribute.name},
                           {"title", attribute.title},
                           {"required", attribute.required},
                           {"choices", attribute.choices}});
    return entries;
}

}  // namespace colporteur::settings
