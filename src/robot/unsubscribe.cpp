// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/memberships.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "robot/wish.hpp"

namespace colporteur::robot {

Answer unsubscribe(const Request& request)
{
    Target target = find_target(request);
    const auto mine = subscribed_lists(request);
    if (!target.list && target.word.empty()) {
        if (!request.list && mine.empty())
            return which(request);
        target.list = request.list       ? request.list
                      : mine.size() == 1 ? std::optional{mine.front()}
                                         : std::nullopt;
    }
    if (!target.list)
        return which_list(request, target, mine);

    lists::ask_to_unsubscribe(request.tx, request.site, wish_for(request, *target.list),
                              request.now);
    return {.list = target.list};
}

}  // namespace colporteur::robot
