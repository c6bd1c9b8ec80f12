// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/read.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/letter.hpp"
#include "robot/line.hpp"
#include "robot/reply.hpp"
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

// message = subject-command [ sweet nothings ]
//         / *( line LF ) [ end-line anything ]
// line     = command / "#" comment / anything else
// end-line = a word of "quit" / "-" / "--"

constexpr std::size_t most_commands = 50;
constexpr std::size_t most_lines = 200;
constexpr std::size_t most_puzzling_lines = 10;  // compared with the whole vocabulary
constexpr std::size_t longest_tail = 8;          // words behind a command; more is a sentence
constexpr std::size_t shortest_tail =
    2;  // the same behind a command that takes nothing: "help me please"
constexpr std::size_t doubtful_tail = 3;  // words behind an everyday word: "Last week I could not"
constexpr std::size_t longest_mistake = 4;  // words
constexpr std::size_t most_others = 10;
constexpr std::size_t wrapped_line = 45;  // octets; a sentence as long goes on in the next line

/// A line of the body that may mean something.
struct Line {
    std::string text;  ///< tidy
    bool below_long;   ///< right under a long line: perhaps its continuation
};

bool has_letters(std::string_view line)
{
    return std::any_of(line.begin(), line.end(),
                       [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) > 127; });
}

/// What ends the mail only behind a command. Sympa's "stop" is one of these, alone on its line; in
/// front it is somebody's wish to leave, and "Stop sending me mail" must never end in silence.
bool ends_commands(std::string_view line)
{
    const std::string folded = plain(line);
    const Entry* entry = find_entry(folded);
    return folded == "stop" || (entry && entry->command == "quit");
}

std::vector<Line> meaningful_lines(std::string_view typed)
{
    std::vector<Line> lines;
    bool below_long = false;
    for (const std::string_view raw : split(typed, '\n')) {
        const auto line = trim(raw);
        if (ends_mail(line) || lines.size() == most_lines)
            break;
        if (line.starts_with('#'))
            continue;
        std::string text = tidy(line);
        if (has_letters(text) || text == "?")
            lines.push_back({std::move(text), below_long});
        below_long = line.size() >= wrapped_line;
    }
    return lines;
}

bool is_membership(const Typed& typed)
{
    return typed.command->name == "subscribe" || typed.command->name == "unsubscribe";
}

bool runs_on(const Typed& typed)
{
    const bool takes_much = typed.command->takes_list || typed.command->more.ends_with("…");
    return words_of(typed.rest).size() > (takes_much ? longest_tail : shortest_tail);
}

/// Perhaps a sentence, not a command.
bool is_doubtful(const Typed& typed)
{
    return typed.everyday && words_of(typed.rest).size() >= doubtful_tail;
}

/// In a subject, only an everyday word may turn out to begin a sentence: nobody writes
/// "unsubscribe" for anything else.
std::optional<Typed> command_in_subject(std::string_view subject)
{
    auto typed = parse_command(subject);
    return typed && typed->everyday && runs_on(*typed) ? std::nullopt : typed;
}

/// In a body, a line is a command only when it does not run on like a sentence, nor continues one.
std::optional<Typed> command_in_body(const Line& line)
{
    auto typed = parse_command(line.text);
    if (!typed || runs_on(*typed))
        return std::nullopt;
    const bool continues = line.below_long && typed->everyday && !is_membership(*typed);
    return continues ? std::nullopt : typed;
}

/// What belongs to a command above it rather than being kind: an address, a setting.
bool is_detail(std::string_view line)
{
    return line.find_first_of("@=[#") != std::string_view::npos;
}

bool is_there(const std::vector<Typed>& commands, const Typed& typed)
{
    return std::ranges::any_of(commands, [&](const Typed& other) {
        return other.command == typed.command && other.word == typed.word &&
               fold(other.rest) == fold(typed.rest);
    });
}

void pass_over(Reading& reading, const Line& line)
{
    if (is_detail(line.text))
        return;
    if (words_of(line.text).size() <= longest_mistake && reading.others.size() < most_others)
        reading.others.push_back(line.text);
    else
        reading.sweet_nothings = true;
}

Reading read_body(const std::vector<Line>& lines)
{
    Reading reading;
    for (const Line& line : lines) {
        if (!reading.commands.empty() && ends_commands(line.text))
            break;
        auto typed = command_in_body(line);
        if (!typed)
            pass_over(reading, line);
        else if (is_there(reading.commands, *typed))
            continue;
        else if (reading.commands.size() == most_commands)
            reading.too_many = true;
        else
            reading.commands.push_back(std::move(*typed));
        if (!reading.commands.empty() && takes_all_below(reading.commands.back()))
            break;
    }
    // A mail that is a command as far as we have read was probably one further on.
    const bool cut = lines.size() == most_lines && command_in_body(lines.back());
    reading.too_many |= cut && !reading.commands.empty();
    return reading;
}

/// The line that most looks like a command, else the subject, else the first line.
std::string find_puzzle(const std::string& subject, const std::vector<Line>& lines)
{
    if (nearest_word(subject))
        return subject;
    for (std::size_t i = 0; i < std::min(lines.size(), most_puzzling_lines); ++i)
        if (nearest_word(lines[i].text))
            return lines[i].text;
    return has_letters(subject) || lines.empty() ? subject : lines.front().text;
}

bool is_sure(const std::optional<Typed>& typed)
{
    return typed && !is_doubtful(*typed);
}

bool has_sure_command(std::string_view subject, const std::vector<Line>& lines)
{
    return is_sure(command_in_subject(subject)) || std::ranges::any_of(lines, [](const Line& line) {
               return is_sure(command_in_body(line));
           });
}

bool is_letter(std::string_view raw_subject, const std::vector<Line>& lines, std::string_view typed)
{
    const std::string subject = bare_subject(raw_subject);
    if (has_sure_command(subject, lines) || speaks_of_membership(subject))
        return false;
    const bool subject_runs_on = parse_command(subject) && !command_in_subject(subject);
    if (subject_runs_on)
        return !speaks_of_membership(typed);
    return has_shape_of_letter(trim(typed).empty() ? raw_subject : typed);
}

/// Whether the mail is like a letter but for everyday words that begin its subject or lines.
bool is_perhaps_letter(const Reading& reading, std::string_view typed)
{
    const auto is_weak = [](const Typed& command) {
        return command.everyday && command.command->takes_list && !is_membership(command) &&
               !command.rest.empty();
    };
    return !reading.commands.empty() && std::ranges::all_of(reading.commands, is_weak) &&
           (has_shape_of_letter(typed) || is_doubtful(reading.commands.front()));
}

Reading read_subject(Typed command, const std::vector<Line>& lines)
{
    const bool sweet = std::ranges::any_of(lines, [&](const Line& line) {
        return fold(line.text) != fold(command.line) && !is_detail(line.text) &&
               !command_in_body(line);  // some write it twice, to be sure
    });
    return {.commands = {std::move(command)}, .sweet_nothings = sweet};
}

}  // namespace

bool ends_mail(std::string_view line)
{
    if (line == "-" || line == "--")
        return true;
    const Entry* entry = find_entry(plain(tidy(line)));
    return entry && entry->command == "quit" && !entry->everyday;
}

bool takes_all_below(const Typed& typed)
{
    return typed.command->name == "config";
}

Reading read(std::string_view raw_subject, std::string_view typed)
{
    const std::string subject = bare_subject(raw_subject);
    const auto lines = meaningful_lines(typed);
    if (is_letter(raw_subject, lines, typed))
        return {.sweet_nothings = true, .letter = true, .puzzle = find_puzzle(subject, lines)};
    auto command = command_in_subject(subject);
    Reading reading = command ? read_subject(std::move(*command), lines) : read_body(lines);
    reading.perhaps_letter = is_perhaps_letter(reading, typed);
    if (reading.commands.empty())
        reading.puzzle = find_puzzle(subject, lines);
    return reading;
}

bool is_letter_to_people(std::string_view subject, std::string_view typed)
{
    return is_letter(subject, meaningful_lines(typed), typed);
}

bool says_no(std::string_view typed)
{
    using Kind = Reply::Kind;
    const Kind kind = read_decision(typed, Otherwise::yes).kind;
    return kind == Kind::no || kind == Kind::discard || kind == Kind::ban || kind == Kind::never;
}

}  // namespace colporteur::robot
