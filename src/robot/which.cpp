// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/memberships.hpp"
#include "robot/run.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::robot {

std::vector<model::List> subscribed_lists(const Request& request)
{
    std::vector<model::List> lists;
    const auto person = store::find_person(request.tx, request.from.address);
    if (!person)
        return lists;
    for (const model::Member& member : store::memberships(request.tx, *person)) {
        auto list = store::find_list(request.tx, member.list).value();
        if (list.domain == request.domain.id)
            lists.push_back(std::move(list));
    }
    return lists;
}

Answer which(const Request& request)
{
    const auto mine = subscribed_lists(request);
    Answer answer{.template_name = "mail/which.txt"};
    answer.values.show(mine.empty() ? "NONE" : "SOME");
    for (const model::List& list : mine)
        answer.values.add("LISTS", text::Values{}
                                       .set("NAME", list.name())
                                       .set("TITLE", list.title)
                                       .set("LEAVE_ADDRESS", list.with("-unsubscribe").text()));
    return answer;
}

}  // namespace colporteur::robot
