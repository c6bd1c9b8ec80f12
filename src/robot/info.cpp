// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/access.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {
namespace {

bool names_no_list(const Request& request)
{
    const Target target = find_target(request);
    return !target.list && target.word.empty() && !request.list;
}

}  // namespace

Answer info(const Request& request)
{
    if (names_no_list(request) && visible_lists(request).size() > 1)
        return lists(request);
    const Access access = access_to(request, policy::Act::info);
    if (!access.list)
        return access.answer;
    const model::List& list = *access.list;
    Answer answer{.template_name = "mail/info.txt", .list = list};
    if (!list.description.empty())
        answer.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
    answer.values.show(!list.open                             ? "CLOSED"
                       : list.kind == model::Kind::newsletter ? "NEWSLETTER"
                                                              : "DISCUSSION");
    return answer;
}

}  // namespace colporteur::robot
