// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/read.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"

namespace colporteur::robot {
namespace {

// message = subject-command [ sweet nothings ]
//         / *( line LF )
// line    = command [ SP list [ SP name ] ] / "end" / anything else

constexpr std::size_t most_commands = 5;
constexpr std::size_t most_lines = 30;
constexpr std::size_t longest_tail = 8;  // words behind a command in a body; more is a sentence
constexpr std::size_t shortest_tail =
    2;  // the same behind a command that takes nothing: "help me please"

constexpr std::string_view ends[] = {"end", "quit", "exit", "fin"};
constexpr std::string_view refusals[] = {"non",     "no",     "rejet",   "rejeter",
                                         "reject",  "refus",  "refuser", "annuler",
                                         "annulez", "cancel", "stop"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool has_letters(std::string_view line)
{
    return std::any_of(line.begin(), line.end(),
                       [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) > 127; });
}

std::vector<std::string> meaningful_lines(std::string_view typed)
{
    std::vector<std::string> lines;
    for (const std::string_view raw : split(typed, '\n')) {
        std::string line = tidy(raw);
        if (is_one_of(fold(line), ends) || lines.size() == most_lines)
            break;
        if (has_letters(line) || line == "?")
            lines.push_back(std::move(line));
    }
    return lines;
}

/// In a body, a line is a command only when it does not run on like a sentence.
std::optional<Typed> command_in_body(std::string_view line)
{
    auto typed = parse_command(line);
    if (!typed)
        return std::nullopt;
    const std::size_t most = typed->command->takes_list ? longest_tail : shortest_tail;
    return words_of(typed->rest).size() > most ? std::nullopt : typed;
}

Reading read_body(const std::vector<std::string>& lines)
{
    Reading reading;
    for (const std::string& line : lines) {
        auto typed = command_in_body(line);
        if (!typed)
            reading.sweet_nothings = true;
        else if (reading.commands.size() == most_commands)
            reading.too_many = true;
        else
            reading.commands.push_back(std::move(*typed));
    }
    return reading;
}

/// The line that most looks like a command, else the subject, else the first line.
std::string find_puzzle(const std::string& subject, const std::vector<std::string>& lines)
{
    if (nearest_word(subject))
        return subject;
    for (const std::string& line : lines)
        if (nearest_word(line))
            return line;
    return has_letters(subject) || lines.empty() ? subject : lines.front();
}

}  // namespace

Reading read(std::string_view raw_subject, std::string_view typed)
{
    const std::string subject = bare_subject(raw_subject);
    const auto lines = meaningful_lines(typed);

    if (auto command = parse_command(subject)) {
        const bool sweet = std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
            return fold(line) != fold(subject) &&
                   !command_in_body(line);  // some write it twice, to be sure
        });
        return {.commands = {std::move(*command)}, .sweet_nothings = sweet};
    }
    Reading reading = read_body(lines);
    if (reading.commands.empty())
        reading.puzzle = find_puzzle(subject, lines);
    return reading;
}

bool says_no(std::string_view typed)
{
    const std::string line = fold(typed);
    const auto word = line.find_first_not_of(" \t\r\n\"'*>-");
    if (word == std::string::npos)
        return false;
    const auto end =
        std::find_if_not(line.begin() + static_cast<std::ptrdiff_t>(word), line.end(), is_alpha);
    return is_one_of(
        std::string_view{line}.substr(word, static_cast<std::size_t>(end - line.begin()) - word),
        refusals);
}

}  // namespace colporteur::robot
