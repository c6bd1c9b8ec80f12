// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "robot/answers.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "robot/wish.hpp"

namespace colporteur::robot {
namespace {

/// What was typed behind the list is a name, but for addresses, which some add; else the one of the
/// From field.
std::string name_in(const Request& request, const std::string& typed)
{
    std::string name;
    for (const std::string_view word : words_of(typed))
        if (word.find('@') == std::string_view::npos)
            name.append(name.empty() ? "" : " ").append(word);
    name = tidy(name);
    return name.empty() ? request.from.name : name;
}

}  // namespace

lists::Wish wish_for(const Request& request, const model::List& list)
{
    return {
        .list = list,
        .address = request.from.address,
        .name = request.from.name,
        .language = language_for(request, list),
        .way = model::Way::mail,
        .in_reply_to = request.message_id,
        .sweet_nothings = request.sweet_nothings,
    };
}

Answer subscribe(const Request& request)
{
    Target target = find_target(request);
    auto open = visible_lists(request);
    // A hidden list is shown to its members alone, who need not join it.
    std::erase_if(open, [](const model::List& list) { return !list.open || !list.visible; });
    if (!target.list && target.word.empty())
        target.list = request.list       ? request.list
                      : open.size() == 1 ? std::optional{open.front()}
                                         : std::nullopt;
    if (!target.list)
        return which_list(request, target, open);

    lists::Wish wish = wish_for(request, *target.list);
    const Said said = read_answers(target.rest);
    wish.name = name_in(request, said.before);
    wish.answers = said.answers;
    lists::ask_to_subscribe(request.tx, request.site, wish, request.now);
    return {.list = target.list};
}

}  // namespace colporteur::robot
