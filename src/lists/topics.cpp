// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/topics.hpp"

#include <algorithm>
#include <span>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::lists {
namespace {

constexpr std::uint64_t other = std::uint64_t{1} << most_topics;
// Every topic; what fits none. Folded.
constexpr std::string_view all_words[] = {"*",     "all",   "tous",  "tout",  "alle",
                                          "todos", "todas", "tutti", "tutte", "wszystkie"};
constexpr std::string_view other_words[] = {"other", "autre", "autres", "andere", "otros",
                                            "otras", "altri", "altre",  "outros", "inne"};

constexpr std::size_t longest_text = 64 * 1024;  // octets that are looked through

bool has(std::span<const std::string_view> words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

bool is_word_octet(char c)
{
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) > 127;
}

/// Whether `word` stands in `text` as a word of its own.
bool has_word(std::string_view text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_octet(text[at - 1]);
        const auto end = at + word.size();
        if (begins && (end == text.size() || !is_word_octet(text[end])))
            return true;
    }
    return false;
}

/// What topics are looked for in, folded.
struct Words {
    std::string subject;
    std::string keywords;
    std::string text;
};

bool fits(const model::Topic& topic, const Words& words)
{
    const std::string name = fold(topic.name);
    if (has_word(words.keywords, name) || words.subject.find('[' + name + ']') != std::string::npos)
        return true;
    return std::any_of(topic.keywords.begin(), topic.keywords.end(),
                       [&](const std::string& keyword) {
                           const std::string folded = fold(keyword);
                           return !folded.empty() &&
                                  (has_word(words.subject, folded) || has_word(words.text, folded));
                       });
}

}  // namespace

std::uint64_t topics_of(const model::Settings& settings, const mail::Message& message)
{
    if (settings.topics.empty())
        return 0;
    const std::string text = mail::read_text(message).utf8;
    const Words words{fold(message.subject()),
                      fold(mail::decode_text(message.field("Keywords").value_or(""))),
                      fold(std::string_view{text}.substr(0, longest_text))};
    std::uint64_t topics = 0;
    for (std::size_t i = 0; i < std::min(settings.topics.size(), most_topics); ++i)
        if (fits(settings.topics[i], words))
            topics |= std::uint64_t{1} << i;
    return topics == 0 ? other : topics;
}

bool fits_a_topic(const model::Settings& settings, const mail::Message& message)
{
    return settings.topics.empty() || topics_of(settings, message) != other;
}

std::uint64_t read_topics(const model::Settings& settings, std::string_view names,
                          std::vector<std::string>& unknown)
{
    std::uint64_t topics = 0;
    bool all = false;
    std::string blanked = fold(names);
    std::replace(blanked.begin(), blanked.end(), ',', ' ');
    for (const std::string_view name : split(std::string_view{blanked}, ' ')) {
        if (name.empty())
            continue;
        const auto found =
            std::find_if(settings.topics.begin(), settings.topics.end(),
                         [&](const model::Topic& topic) { return fold(topic.name) == name; });
        if (has(all_words, name))
            all = true;
        else if (has(other_words, name))
            topics |= other;
        else if (found != settings.topics.end())
            topics |= std::uint64_t{1} << (found - settings.topics.begin());
        else
            unknown.emplace_back(name);
    }
    return all ? 0 : topics;
}

std::vector<std::string> topic_names(const model::Settings& settings, std::uint64_t topics)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(settings.topics.size(), most_topics); ++i)
        if ((topics & (std::uint64_t{1} << i)) != 0)
            names.push_back(settings.topics[i].name);
    if ((topics & other) != 0)
        names.emplace_back("other");
    return names;
}

}  // namespace colporteur::lists
