// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/misaddressed.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_lines = 5;
constexpr std::size_t longest_rest = 3;  // words behind a command: the list and a name
constexpr std::size_t code_octets = 26;  // of a decision's token

// Folded. What stands around a command without a meaning of its own.
constexpr std::string_view courtesies[] = {
    "please",
    "pls",
    "thanks",
    "thank you",
    "hello",
    "hi",
    "regards",
    "best regards",
    "s'il vous plait",
    "svp",
    "stp",
    "merci",
    "merci d'avance",
    "merci beaucoup",
    "bonjour",
    "bonsoir",
    "salut",
    "cordialement",
    "bien cordialement",
    "bitte",
    "danke",
    "hallo",
    "guten tag",
    "por favor",
    "gracias",
    "hola",
    "obrigado",
    "obrigada",
    "per favore",
    "grazie",
    "buongiorno",
    "alstublieft",
    "bedankt",
    "prosze",
    "dziekuje",
};

// Folded. Words of the vocabulary that begin, or are, a subject about something else.
constexpr std::string_view everyday_words[] = {
    "stop",       "leave",       "remove",   "join",    "quitter",  "retirer",     "supprimer",
    "abonnement", "inscription", "inscrire", "abonner", "resilier", "resiliation",
};

// Folded. What stands between a command and the list's name.
constexpr std::string_view fillers[] = {
    "a",    "de",   "du",  "la",  "le",  "cette", "liste", "to",    "from",  "the",
    "this", "list", "von", "der", "die", "zur",   "aus",   "lista", "lijst",
};

template <std::size_t N>
bool is_one_of(std::string_view folded, const std::string_view (&words)[N])
{
    return std::find(std::begin(words), std::end(words), folded) != std::end(words);
}

/// What a line is.
enum class Line {
    nothing,    ///< that has to do with commands
    courtesy,   ///< or empty
    everyday,   ///< a command only if it stands alone
    command,    ///< that changes something
    addressed,  ///< the same, and it names the list
};

std::string without_courtesy(std::string text)
{
    for (const std::string_view courtesy : courtesies)
        if (text == courtesy || text.ends_with(" " + std::string{courtesy}))
            return std::string{trim(text.substr(0, text.size() - courtesy.size()))};
    return text;
}

/// `lettre`, `lettre@info.example.org`.
bool names_list(std::string_view word, std::string_view list_name)
{
    return word.substr(0, word.find('@')) == fold(list_name);
}

Line weigh_confirmation(std::string_view rest)
{
    return rest.size() == code_octets && rest.find(' ') == std::string_view::npos ? Line::command
                                                                                  : Line::nothing;
}

Line weigh(std::string_view raw, std::string_view list_name)
{
    const std::string line = fold(tidy(raw));
    if (line.empty() || is_one_of(line, courtesies))
        return Line::courtesy;
    const auto typed = parse_command(raw);
    if (!typed)
        return Line::nothing;
    const std::string rest = without_courtesy(fold(typed->rest));
    if (typed->command->proof == Proof::token)
        return weigh_confirmation(rest);

    auto words = words_of(rest);
    words.erase(words.begin(), std::find_if(words.begin(), words.end(), [&](auto word) {
                    return names_list(word, list_name) || !is_one_of(word, fillers);
                }));
    const bool named = !words.empty() && names_list(words.front(), list_name);
    if (!words.empty() && (!named || words.size() > longest_rest))
        return Line::nothing;
    if (typed->command->proof != Proof::answer)
        return words.size() <= 1 ? Line::everyday : Line::nothing;
    if (named)
        return words.size() == 1 ? Line::addressed : Line::command;
    return is_one_of(fold(typed->word), everyday_words) ? Line::everyday : Line::command;
}

/// A text's lines that say something: without empty ones, greetings and thanks.
struct Text {
    std::vector<Line> lines;
    bool is_long = false;  ///< more than a command and its frame
};

Text weigh_text(const mail::Message& message, std::string_view list_name)
{
    Text text;
    std::size_t count = 0;
    const std::string typed = mail::typed_text(mail::read_text(message).utf8);
    for (const std::string_view raw : split(std::string_view{typed}, '\n')) {
        if (trim(raw).empty())
            continue;
        text.is_long = ++count > most_lines;
        if (text.is_long)
            break;
        const Line line = weigh(raw, list_name);
        if (line != Line::courtesy)
            text.lines.push_back(line);
    }
    return text;
}

bool says_nothing_else(const std::vector<Line>& lines)
{
    return std::none_of(lines.begin(), lines.end(),
                        [](Line line) { return line == Line::nothing; });
}

}  // namespace

bool looks_like_command(const mail::Message& message, std::string_view list_name)
{
    const Line asked = weigh(bare_subject(message.subject()), list_name);
    if (asked == Line::addressed)
        return true;
    const auto [lines, is_long] = weigh_text(message, list_name);
    if (is_long)
        return false;
    const Line first = lines.empty() ? Line::courtesy : lines.front();
    if (asked == Line::command || first == Line::command || first == Line::addressed)
        return true;
    if (asked == Line::everyday)
        return says_nothing_else(lines);
    return asked == Line::courtesy && first == Line::everyday && says_nothing_else(lines);
}

}  // namespace colporteur::robot
