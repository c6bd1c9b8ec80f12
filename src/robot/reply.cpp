// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/reply.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/letter.hpp"
#include "robot/line.hpp"
#include "robot/reply_words.hpp"

namespace colporteur::robot {
namespace {

using Kind = Reply::Kind;

// answer   = [ greeting LF ] decision [ reason ] *( LF reason )
// decision = a word or phrase of reply_words.cpp

constexpr std::size_t longest_reason = 2000;  // octets
constexpr std::size_t longest_greeting = 4;   // words, when the line says nothing else
constexpr std::string_view marks = " \t:;,.!-";

/// The decision that a line begins with, and what follows on the line.
struct Decided {
    Kind kind;
    std::string_view rest;
};

/// The words of a head, folded, without the commas between them: "Oui, toujours" is "oui toujours".
std::string spelling(const std::vector<std::string_view>& words, std::size_t count)
{
    std::string phrase;
    for (std::size_t i = 0; i < count; ++i)
        phrase += (phrase.empty() ? "" : " ") + plain(tidy(words[i]));
    return phrase;
}

std::optional<Decided> decision_in(std::string_view line)
{
    const auto words = words_of(line);
    for (std::size_t count = std::min(longest_reply(), words.size()); count > 0; --count) {
        const auto kind = decision_of(spelling(words, count));
        if (!kind)
            continue;
        const auto end = static_cast<std::size_t>(words[count - 1].data() - line.data()) +
                         words[count - 1].size();
        return Decided{*kind, line.substr(end)};
    }
    return std::nullopt;
}

bool is_mere_greeting(const std::string& line)
{
    return is_greeting(line) && words_of(line).size() <= longest_greeting;
}

/// The lines from the first one on that says something. A mere greeting is passed over only when
/// more follows: alone it is no empty answer, which would say yes.
std::vector<std::string> lines_of(std::string_view typed)
{
    std::vector<std::string> lines;
    for (const std::string_view raw : split(typed, '\n')) {
        std::string line = one_line(raw, longest_reason);
        const bool says_something = !tidy(line).empty();
        if (says_something && lines.size() == 1 && is_mere_greeting(lines.front()))
            lines.clear();
        const bool between = lines.size() == 1 && is_mere_greeting(lines.front());
        if (says_something || (!lines.empty() && !between))
            lines.push_back(std::move(line));
    }
    return lines;
}

std::string reason_in(std::string_view rest, const std::vector<std::string>& lines)
{
    const auto begin = rest.find_first_not_of(marks);
    std::string reason{begin == std::string_view::npos ? "" : rest.substr(begin)};
    for (std::size_t i = 1; i < lines.size() && reason.size() < longest_reason; ++i)
        reason += "\n" + lines[i];
    reason = trim(reason);
    std::size_t end = std::min(reason.size(), longest_reason);
    while (end < reason.size() && (static_cast<unsigned char>(reason[end]) & 0xC0) == 0x80)
        --end;  // not within a character
    return std::string{trim(reason.substr(0, end))};
}

/// What follows the decision on its line as it was written, full stop and all; `tidied`: the line
/// that the decision was found in.
std::string_view rest_as_written(std::string_view line, std::string_view tidied,
                                 std::string_view rest)
{
    const auto head = tidied.substr(0, tidied.size() - rest.size());
    return line.starts_with(head) ? line.substr(head.size()) : rest;
}

bool takes_back(std::string_view rest)
{
    const auto words = words_of(rest);
    return std::ranges::any_of(words,
                               [](std::string_view word) { return is_but(plain(tidy(word))); });
}

}  // namespace

Reply read_decision(std::string_view typed, Otherwise otherwise)
{
    const auto lines = lines_of(typed);
    if (lines.empty())
        return {.kind = Kind::yes};
    const std::string first = tidy(lines.front());
    const auto decided = decision_in(first);
    if (!decided)
        return {.kind = otherwise == Otherwise::yes ? Kind::yes : Kind::unclear};
    const bool is_yes = decided->kind == Kind::yes || decided->kind == Kind::trust;
    if (is_yes && otherwise == Otherwise::unclear && takes_back(decided->rest))
        return {.kind = Kind::unclear};
    const auto rest = rest_as_written(lines.front(), first, decided->rest);
    return {.kind = decided->kind, .reason = is_yes ? "" : reason_in(rest, lines)};
}

}  // namespace colporteur::robot
