// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/forget.hpp"

#include "lists/person_data.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "store/people.hpp"

namespace colporteur::robot {

Answer forget(const Request& request)
{
    if (lists::person_data(request.tx, request.site, request.from.address, request.now).empty())
        return {.template_name = "mail/nothing_known.txt"};
    const auto person = store::find_person(request.tx, request.from.address);
    if (const auto alone =
            person ? lists::lists_owned_alone(request.tx, *person) : std::vector<model::List>{};
        !alone.empty()) {
        Answer answer{.template_name = "mail/only_owner.txt"};
        add_lists(answer.values, alone);
        return answer;
    }
    if (!request.proven)
        return needs_proof(std::nullopt);
    delivery::Notice farewell{
        .to = request.from,
        .language = language_for(request, std::nullopt),
        .template_name = {},
        .values = {},
        .domain = request.domain,
        .in_reply_to = request.message_id,
    };
    farewell.answers = !request.message_id.empty();
    const auto forgotten =
        lists::forget(request.tx, request.site, request.from.address, request.now);
    lists::say_farewell(request.tx, request.site, forgotten, std::move(farewell), request.now);
    return {};
}

}  // namespace colporteur::robot
