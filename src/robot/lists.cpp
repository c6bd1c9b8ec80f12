// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {

Answer lists(const Request& request)
{
    const auto visible = visible_lists(request);
    Answer answer{.template_name = "mail/lists.txt"};
    if (visible.empty())
        answer.values.show("NONE");
    for (const model::List& list : visible) {
        text::Values row;
        row.set("NAME", list.name())
            .set("TITLE", list.title)
            .set("JOIN_ADDRESS", list.with("-subscribe").text());
        if (!list.description.empty())
            row.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
        answer.values.add("LISTS", std::move(row));
    }
    return answer;
}

}  // namespace colporteur::robot
