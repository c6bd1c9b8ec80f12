// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {

Answer info(const Request& request)
{
    const Target target = find_target(request);
    const auto visible = visible_lists(request);
    auto list = target.list;
    if (!list && target.word.empty() && visible.size() == 1)
        list = visible.front();
    if (!list && target.word.empty() && !visible.empty())
        return lists(request);
    if (!list)
        return which_list(request, target, visible);

    Answer answer{.template_name = "mail/info.txt", .list = list};
    if (!list->description.empty())
        answer.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list->description));
    answer.values.show(!list->open                             ? "CLOSED"
                       : list->kind == model::Kind::newsletter ? "NEWSLETTER"
                                                               : "DISCUSSION");
    return answer;
}

}  // namespace colporteur::robot
