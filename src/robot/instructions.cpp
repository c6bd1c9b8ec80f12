// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/instructions.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "lists/lists.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/memberships.hpp"
#include "robot/target.hpp"
#include "robot/words.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_lists = 10;  // named in the instructions; `lists` tells all

// What most people come for stands first, explained; the rest is named.
constexpr std::string_view everyday[] = {"subscribe", "unsubscribe", "set", "suspend",
                                         "which",     "lists",       "help"};

bool is_everyday(const Command& command)
{
    return std::find(std::begin(everyday), std::end(everyday), command.name) != std::end(everyday);
}

/// The list that some word of the line names, or nearly does.
std::optional<model::List> list_in(const Request& request, const std::string& line)
{
    for (const std::string_view word : words_of(line)) {
        if (auto list = lists::find(request.tx, request.domain, word))
            return list;
        if (auto list = nearest_list(request, word))
            return list;
    }
    auto visible = visible_lists(request);
    return visible.size() == 1 ? std::optional{std::move(visible.front())} : std::nullopt;
}

/// What the sender's address is here. The instructions go to that mailbox, so it may be told.
struct Standing {
    std::vector<model::List> visible;
    bool member = false;
    std::vector<model::List> moderated;
    std::vector<model::List> owned;
    bool listmaster = false;
};

Standing standing_of(const Request& request)
{
    const auto& address = request.from.address;
    Standing standing{.visible = visible_lists(request),
                      .member = !subscribed_lists(request).empty(),
                      .moderated = {},
                      .owned = {}};
    standing.listmaster =
        lists::roles_of(request.tx, request.site, request.domain, address).listmaster;
    const auto person = store::find_person(request.tx, address);
    if (!person)
        return standing;
    for (const model::List& list : store::all_lists(request.tx, request.domain.id)) {
        if (store::has_role(request.tx, list.id, *person, model::Role::owner))
            standing.owned.push_back(list);
        if (lists::roles_of(request.tx, request.site, list, address).moderator)
            standing.moderated.push_back(list);
    }
    return standing;
}

/// How a command is called in that language.
std::string shown_word(std::string_view command, const std::string& language)
{
    return std::string{first_word(words_for(command, language).value())};
}

std::string first_name(const std::vector<model::List>& lists)
{
    return lists.empty() ? "" : lists.front().name();
}

/// The lists whose names stand in the examples of commands for that audience.
const std::vector<model::List>& examples_for(const Standing& standing, Audience audience)
{
    const auto& own = audience == Audience::moderators ? standing.moderated
                      : audience == Audience::owners   ? standing.owned
                                                       : standing.visible;
    return own.empty() ? standing.visible : own;
}

bool concerns(const Standing& standing, Audience audience)
{
    switch (audience) {
    case Audience::everyone: return true;
    case Audience::members: return standing.member;
    case Audience::moderators: return !standing.moderated.empty();
    case Audience::owners: return !standing.owned.empty();
    case Audience::listmasters: return standing.listmaster;
    }
    return false;
}

std::string example_of(const Command& command, const std::string& language,
                       const std::string& list_name)
{
    const std::string more =
        command.more.empty() ? "" : " " + text::language(language).say(command.more);
    return example(command, language, list_name) + more;
}

/// The section of the template in which a command stands.
std::string section_for(const Command& command)
{
    switch (command.role) {
    case Audience::moderators: return "MODERATOR";
    case Audience::owners: return "OWNER";
    case Audience::listmasters: return "LISTMASTER";
    default: return is_everyday(command) ? "COMMANDS" : "MORE";
    }
}

std::string names_of(const std::vector<model::List>& lists)
{
    std::string names;
    for (const model::List& list : lists)
        names += (names.empty() ? "" : ", ") + list.name();
    return names;
}

/// The section of one audience, with the lists that it is about.
void add_heading(text::Values& values, const std::string& name,
                 const std::vector<model::List>& lists)
{
    if (values.sections.contains(name))
        values.add("HAS_" + name, text::Values{}.set("NAMES", names_of(lists)));
}

}  // namespace

void add_instructions(text::Values& values, const Request& request, const std::string& language)
{
    const Standing standing = standing_of(request);
    for (const Command& command : commands()) {
        if (!concerns(standing, command.role))
            continue;
        const std::string name = first_name(examples_for(standing, command.role));
        values.add(section_for(command),
                   text::Values{}
                       .set("EXAMPLE", example_of(command, language, name))
                       .set("SUMMARY", text::language(language).say(command.summary)));
    }
    add_heading(values, "MORE", {});
    add_heading(values, "MODERATOR", standing.moderated);
    add_heading(values, "OWNER", standing.owned);
    add_heading(values, "LISTMASTER", {});
    values.set("EXPLAIN",
               example(*find_command("help"), language, "") + " " + shown_word("get", language));
    auto named = standing.visible;
    if (!named.empty())
        values.show("HAS_LISTS");
    if (named.size() > most_lists) {
        values.add("MORE_LISTS",
                   text::Values{}.set("EXAMPLE", example(*find_command("lists"), language, "")));
        named.erase(named.begin() + most_lists, named.end());
    }
    add_lists(values, named);
}

void add_first_steps(text::Values& values, const Request& request, const std::string& language)
{
    const std::string name = first_name(visible_lists(request));
    for (const std::string_view first : {"subscribe", "unsubscribe", "help"}) {
        const Command& command = *find_command(first);
        values.add("COMMANDS", text::Values{}
                                   .set("EXAMPLE", example(command, language, name))
                                   .set("SUMMARY", text::language(language).say(command.summary)));
    }
}

void explain(text::Values& values, const Request& request, const Command& command,
             const std::string& language)
{
    const text::Language& words = text::language(language);
    const std::string name = first_name(examples_for(standing_of(request), command.role));
    const std::string plain_example = example(command, language, name);
    values.set("NAME", shown_word(command.name, language))
        .set("EXAMPLE", example_of(command, language, name))
        .set("SUMMARY", words.say(command.summary));
    const std::string forms = words.say(command.forms);
    if (!command.forms.empty()) {
        values.show("HAS_FORMS");
        for (const std::string_view form : split(forms, '|'))
            values.add("FORMS",
                       text::Values{}.set("EXAMPLE", plain_example + " " + std::string{form}));
    }
    if (command.proof == Proof::answer)
        values.show("ASKS");
    const auto known = words_for(command.name, language).value();
    std::string others;
    for (const std::string_view word :
         split(known.words.empty() ? known.everyday : known.words, '|'))
        if (word != first_word(known))
            others.append(others.empty() ? "" : ", ").append(word);
    if (!others.empty())
        values.add("OTHERS", text::Values{}.set("WORDS", others));
}

std::optional<std::string> suggestion_for(const Request& request, const std::string& line)
{
    const auto hint = nearest_word(line, request.language);
    if (!hint)
        return std::nullopt;
    const auto list = list_in(request, line);
    const std::string about = hint->command->takes_list && list ? " " + list->name() : "";
    return std::string{hint->word} + about;
}

std::optional<std::string> mistyped_command(const Request& request, const std::string& line)
{
    return list_in(request, line) ? suggestion_for(request, line) : std::nullopt;
}

Answer unknown_command(const Request& request, const std::string& puzzle)
{
    Answer answer{.template_name = "mail/unknown_command.txt",
                  .language = language_for(request, list_in(request, puzzle))};
    if (const auto suggestion = suggestion_for(request, puzzle))
        answer.values.add("SUGGESTION", text::Values{}.set("EXAMPLE", *suggestion));
    add_instructions(answer.values, request, answer.language);
    return answer;
}

}  // namespace colporteur::robot
