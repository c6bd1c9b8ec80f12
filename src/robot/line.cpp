// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/line.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/reply_prefix.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_line = 300;

constexpr std::string_view quotes[] = {" ",      "\u00A0", "\u202F", "\"",     "'",      "`",
                                       "\u00AB", "\u00BB", "\u2018", "\u2019", "\u201A", "\u201C",
                                       "\u201D", "\u201E", "\u2039", "\u203A", "*"};
constexpr std::string_view bullets[] = {">", "-", "\u2022", "\u2013", "\u2014", "\u00B7"};
constexpr std::string_view stops[] = {".", "!", ",", ";", "?", "\u2026"};

/// Takes one of `marks` off the front.
template <std::size_t N>
bool skip_one(std::string_view& text, const std::string_view (&marks)[N])
{
    for (const std::string_view mark : marks)
        if (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
            return true;
        }
    return false;
}

template <std::size_t N>
bool drop_last(std::string_view& text, const std::string_view (&marks)[N])
{
    for (const std::string_view mark : marks)
        if (text.ends_with(mark)) {
            text.remove_suffix(mark.size());
            return true;
        }
    return false;
}

bool skip_prefix(std::string_view& subject)
{
    const auto prefix = mail::read_reply_prefix(subject);
    subject.remove_prefix(prefix ? prefix->size : 0);
    return prefix.has_value();
}

/// "[La lettre] subscribe": a tag that a list put there.
bool skip_tag(std::string_view& subject)
{
    const auto end = subject.find(']');
    if (!subject.starts_with('[') || end == std::string_view::npos ||
        trim(subject.substr(end + 1)).empty())
        return false;
    subject.remove_prefix(end + 1);
    return true;
}

}  // namespace

std::string tidy(std::string_view raw)
{
    const std::string shown = one_line(raw, longest_line);
    std::string_view line = shown;
    while (skip_one(line, quotes) || skip_one(line, bullets)) {
    }
    const std::string_view whole = line;
    while (drop_last(line, quotes) || drop_last(line, stops)) {
    }
    return std::string{line.empty() ? whole : line};  // "?" alone is a command
}

std::string bare_subject(std::string_view raw)
{
    std::string subject = tidy(raw);
    for (std::string_view rest = subject; skip_prefix(rest) || skip_tag(rest); rest = subject)
        subject = tidy(std::string{rest});
    return subject;
}

std::vector<std::string_view> words_of(std::string_view line)
{
    std::vector<std::string_view> words;
    for (const std::string_view word : split(line, ' '))
        if (!word.empty())
            words.push_back(word);
    return words;
}

}  // namespace colporteur::robot
