// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/instructions.hpp"

#include "lists/lists.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/target.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

/// The list that some word of the line names, or nearly does.
std::optional<model::List> list_in(const Request& request, const std::string& line)
{
    for (const std::string_view word : words_of(line)) {
        if (auto list = lists::find(request.tx, request.domain, word))
            return list;
        if (auto list = lists::nearest(request.tx, request.domain.id, word))
            return list;
    }
    auto visible = visible_lists(request);
    return visible.size() == 1 ? std::optional{std::move(visible.front())} : std::nullopt;
}

}  // namespace

void add_instructions(text::Values& values, const Request& request, const std::string& language)
{
    const auto visible = visible_lists(request);
    const std::string name = visible.empty() ? "" : visible.front().name();
    const text::Language& words = text::language(language);
    for (const Command& command : commands()) {
        const std::string more = command.more.empty() ? "" : " " + words.say(command.more);
        values.add("COMMANDS", text::Values{}
                                   .set("EXAMPLE", example(command, language, name) + more)
                                   .set("SUMMARY", words.say(command.summary)));
    }
    if (!visible.empty())
        values.show("HAS_LISTS");
    add_lists(values, visible);
}

Answer unknown_command(const Request& request, const std::string& puzzle)
{
    const auto hint = nearest_word(puzzle, request.language);
    const auto list = list_in(request, puzzle);
    Answer answer{.template_name = "mail/unknown_command.txt",
                  .language = language_for(request, list)};
    if (hint) {
        const std::string about = hint->command->takes_list && list ? " " + list->name() : "";
        answer.values.add("SUGGESTION",
                          text::Values{}.set("EXAMPLE", std::string{hint->word} + about));
    }
    add_instructions(answer.values, request, answer.language);
    return answer;
}

}  // namespace colporteur::robot
