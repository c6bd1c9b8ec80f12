// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/target.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "delivery/plain_name.hpp"
#include "lists/lists.hpp"
#include "lists/visibility.hpp"
#include "robot/instructions.hpp"
#include "robot/line.hpp"
#include "store/lists.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_echo = 40;  // octets of what was typed that we say back (3834-09)

// Words that people put before a list's name, folded: English, French, German, Spanish, Italian,
// Portuguese, Dutch, Polish; each where it comes first.
constexpr std::string_view fillers[] = {
    "a",     "to",     "the",   "list",  "mailing", "from",  "of",    "me",    "please", "this",
    "your",  "my",     "about", "for",   "on",      "off",   "la",    "le",    "les",    "l'",
    "liste", "de",     "du",    "moi",   "svp",     "cette", "votre", "ma",    "vous",   "sur",
    "pour",  "au",     "der",   "die",   "das",     "den",   "dem",   "zur",   "zum",    "von",
    "vom",   "aus",    "mich",  "mir",   "bitte",   "el",    "los",   "las",   "del",    "al",
    "lista", "por",    "favor", "esta",  "il",      "lo",    "alla",  "dalla", "della",  "dal",
    "mi",    "questa", "o",     "as",    "os",      "da",    "do",    "na",    "het",    "een",
    "van",   "voor",   "op",    "lijst", "mij",     "deze",  "z",     "ze",    "od",     "listy",
    "mnie",  "prosze", "sie"};

bool is_filler(std::string_view folded)
{
    return std::find(std::begin(fillers), std::end(fillers), folded) != std::end(fillers);
}

/// "l'infolettre" is "infolettre".
std::optional<model::List> find_list(const Request& request, std::string_view word)
{
    if (auto list = lists::find(request.tx, request.domain, word))
        return list;
    const std::string folded = fold(word);
    if (folded.starts_with("l'") || folded.starts_with("d'"))
        return lists::find(request.tx, request.domain, folded.substr(2));
    return std::nullopt;
}

/// The list that was perhaps meant: the nearest, else the only one.
std::optional<model::List> guess(const Request& request, const std::string& word)
{
    if (auto near = nearest_list(request, word))
        return near;
    auto visible = visible_lists(request);
    return visible.size() == 1 ? std::optional{std::move(visible.front())} : std::nullopt;
}

Answer unknown_list(const Request& request, const std::string& word)
{
    const auto near = guess(request, word);
    Answer answer{.template_name = "mail/unknown_list.txt",
                  .language = language_for(request, near)};
    const std::string echo = delivery::plain_name(one_line(word, longest_echo));
    if (echo.empty())
        answer.values.show("NO_WORD");
    else
        answer.values.add("WORD", text::Values{}.set("TYPED", echo));
    if (near)
        answer.values.add("SUGGESTION",
                          text::Values{}.set("EXAMPLE", request.word + " " + near->name()));
    add_instructions(answer.values, request, answer.language);
    return answer;
}

}  // namespace

Target find_target(const Request& request)
{
    const auto words = words_of(request.rest);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (auto list = find_list(request, words[i])) {
            const auto end =
                static_cast<std::size_t>(words[i].data() - request.rest.data()) + words[i].size();
            return {std::move(list), "", tidy(request.rest.substr(end))};
        }
        if (!is_filler(fold(words[i])))
            return {std::nullopt, std::string{words[i]}, tidy(request.rest)};
    }
    return {};
}

std::vector<model::List> visible_lists(const Request& request)
{
    auto found = store::all_lists(request.tx, request.domain.id);
    std::erase_if(found, [&](const model::List& list) {
        return !lists::may_see(request.tx, request.site, list, asker_of(request), request.now);
    });
    return found;
}

std::optional<model::List> nearest_list(const Request& request, std::string_view word)
{
    auto near = lists::nearest(request.tx, request.domain.id, word);
    const bool shown =
        near && lists::may_see(request.tx, request.site, *near, asker_of(request), request.now);
    return shown ? near : std::nullopt;
}

Answer which_list(const Request& request, const Target& target,
                  const std::vector<model::List>& among)
{
    if (!target.word.empty() || among.empty())
        return unknown_list(request, target.word);
    Answer answer{.template_name = "mail/choose_list.txt",
                  .language = language_for(request, among.front())};
    add_lists(answer.values, among);
    answer.values.set("EXAMPLE", request.word + " " + among.front().name());
    return answer;
}

void add_lists(text::Values& values, const std::vector<model::List>& lists)
{
    for (const model::List& list : lists)
        values.add("LISTS", text::Values{}.set("NAME", list.name()).set("TITLE", list.title));
}

}  // namespace colporteur::robot
