// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "robot/memberships.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {

Answer lists(const Request& request)
{
    const auto visible = visible_lists(request);
    const auto mine = subscribed_lists(request);
    Answer answer{.template_name = "mail/lists.txt"};
    if (visible.empty())
        answer.values.show("NONE");
    for (const model::List& list : visible) {
        text::Values row;
        row.set("NAME", list.name()).set("TITLE", list.title);
        if (!list.description.empty())
            row.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
        if (std::ranges::count(mine, list.id, &model::List::id) > 0)
            row.show("MINE");
        else
            row.add("OTHER", text::Values{}.set("JOIN_ADDRESS", list.with("-subscribe").text()));
        answer.values.add("LISTS", std::move(row));
    }
    return answer;
}

}  // namespace colporteur::robot
