// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "delivery/plain_name.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "store/people.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_echo = 40;  // octets of what was typed that we say back (3834-09)

/// A language by its own name, which everybody finds, and what people may call it.
struct Name {
    std::string_view code;
    std::string_view own;
    std::string_view words;
};

constexpr Name names[] = {
    {"en", "English", "english|anglais|englisch|inglés|inglese|inglês|engels|angielski"},
    {"fr", "français", "français|french|französisch|francés|francese|francês|frans|francuski"},
    {"de", "Deutsch", "deutsch|german|allemand|alemán|tedesco|alemão|duits|niemiecki"},
    {"es", "español",
     "español|castellano|spanish|espagnol|spanisch|spagnolo|espanhol|spaans|"
     "hiszpański"},
    {"it", "italiano", "italiano|italian|italien|italienisch|italiaans|włoski"},
    {"pt", "português",
     "português|portuguese|portugais|portugiesisch|portugués|portoghese|"
     "portugees|portugalski"},
    {"nl", "Nederlands",
     "nederlands|dutch|néerlandais|niederländisch|neerlandés|olandese|"
     "holandês|holenderski"},
    {"pl", "polski", "polski|polish|polonais|polnisch|polaco|polacco|polonês|pools"},
};

bool is_spoken(std::string_view code)
{
    const auto& all = text::languages();
    return std::ranges::find(all, code) != all.end();
}

/// The code that somebody typed (`fr`, `fr-CA`) or the language they named; "" for none of ours.
std::string read_language(std::string_view typed)
{
    const std::string folded = plain(typed);
    const std::string code = folded.substr(0, folded.find_first_of("-_"));
    if (is_spoken(code))
        return code;
    for (const Name& name : names)
        for (const std::string_view word : split(name.words, '|'))
            if (fold(word) == folded && is_spoken(name.code))
                return std::string{name.code};
    return {};
}

std::string own_name(const std::string& code)
{
    const auto* const found = std::ranges::find(names, code, &Name::code);
    return found == std::end(names) ? code : std::string{found->own};
}

void add_languages(text::Values& values)
{
    for (const std::string& code : text::languages())
        values.add("LANGUAGES", text::Values{}.set("CODE", code).set("NAME", own_name(code)));
}

}  // namespace

Answer language(const Request& request)
{
    Answer answer{.template_name = "mail/language.txt"};
    const auto words = words_of(request.rest);
    const std::string code = words.empty() ? "" : read_language(words.back());
    if (code.empty()) {
        if (words.empty())
            answer.values.show("WHICH");
        else
            answer.values.add(
                "UNKNOWN", text::Values{}.set(
                               "WORD", delivery::plain_name(one_line(words.back(), longest_echo))));
        add_languages(answer.values);
        return answer;
    }
    const auto person = store::find_person(request.tx, request.from.address);
    if (!person)
        return {.template_name = "mail/nothing_known.txt"};
    if (!request.proven)
        return needs_proof(std::nullopt);
    store::set_language(request.tx, *person, code);
    answer.language = code;
    answer.values.add("DONE", text::Values{}.set("NAME", own_name(code)));
    return answer;
}

}  // namespace colporteur::robot
