// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/question.hpp"
#include "lists/moderation/sight.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "store/held.hpp"
#include "store/lists.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_in_one_mail = 25;

bool may_see(const Request& request, const model::List& list)
{
    const auto roles = lists::roles_of(request.tx, request.site, list, request.from.address);
    return roles.moderator || roles.owner || roles.listmaster;
}

/// Those of the domain that the sender looks after.
std::vector<model::List> own_lists(const Request& request)
{
    auto lists = store::all_lists(request.tx, request.domain.id);
    std::erase_if(lists, [&](const model::List& list) { return !may_see(request, list); });
    return lists;
}

/// Each with a fresh token: the mail goes to the moderator's own mailbox.
text::Values row_of(const Request& request, const model::List& list, const model::Held& held,
                    const std::string& code)
{
    const text::Language& language = text::language(code);
    text::Values row = lists::values_of(
        request.site, held, lists::look_at_held(request.tx, request.site, held, language), language,
        lists::For::mail);
    const std::string token =
        lists::open_question(request.tx, list, held, request.from, code, request.now);
    lists::add_links(row, request.site, list, token);
    return row;
}

}  // namespace

Answer modindex(const Request& request)
{
    Target target = find_target(request);
    const auto own = own_lists(request);
    if (!target.list && target.word.empty())
        target.list = request.list      ? request.list
                      : own.size() == 1 ? std::optional{own.front()}
                                        : std::nullopt;
    if (!target.list)
        return which_list(request, target, own);
    if (!may_see(request, *target.list))
        return {.template_name = "mail/moderators_only.txt", .list = target.list};

    Answer answer{.template_name = "mail/modindex.txt", .list = target.list};
    const std::string code = language_for(request, target.list);
    std::size_t count = 0;
    for (const model::Held& held : store::open_held(request.tx, target.list->id)) {
        if (!lists::may_decide(request.tx, request.site, *target.list, held, request.from.address))
            continue;
        if (++count > most_in_one_mail)
            break;
        answer.values.add("WAITING", row_of(request, *target.list, held, code));
    }
    answer.values.show(count == 0 ? "NOTHING" : "HAS_WAITING");
    if (count > most_in_one_mail)
        answer.values.show("MORE");
    return answer;
}

}  // namespace colporteur::robot
