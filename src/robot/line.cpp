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
                                       "\u201D", "\u201E", "\u2039", "\u203A"};
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

/// Takes a star off the front; counts it unless it is a bullet.
bool skip_star(std::string_view& line, int& open)
{
    if (!line.starts_with('*') || line.size() == 1)
        return false;
    line.remove_prefix(1);
    open += line.starts_with(' ') ? 0 : 1;
    return true;
}

/// Takes the star that closes one of `open` off the end.
bool drop_star(std::string_view& line, int& open)
{
    if (open == 0 || !line.ends_with('*'))
        return false;
    line.remove_suffix(1);
    --open;
    return true;
}

}  // namespace

std::string tidy(std::string_view raw)
{
    const std::string shown = one_line(raw, longest_line);
    std::string_view line = shown;
    int stars = 0;
    while (skip_one(line, quotes) || skip_one(line, bullets) || skip_star(line, stars)) {
    }
    const std::string_view whole = line;
    while (drop_last(line, quotes) || drop_last(line, stops) || drop_star(line, stars)) {
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

std::string plain(std::string_view words)
{
    const std::string folded = fold(words);
    const auto last = folded.find_last_not_of(":;,.!");
    return folded.substr(0, last == std::string::npos ? folded.size() : last + 1);
}

}  // namespace colporteur::robot
