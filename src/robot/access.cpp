// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/access.hpp"

#include "base/ascii.hpp"
#include "lists/visibility.hpp"

namespace colporteur::robot {
namespace {

/// What kind of thing is refused, as the template has it.
std::string section_of(policy::Act act)
{
    switch (act) {
    case policy::Act::archive: return "ARCHIVE";
    case policy::Act::see_members: return "MEMBERS";
    default: return "INFO";
    }
}

Answer refusal(const model::List& list, policy::Act act, const policy::Verdict& verdict)
{
    Answer answer{.template_name = "mail/not_shown.txt", .list = list};
    answer.values.show(section_of(act));
    if (!verdict.words.empty())
        answer.values.add("SAID", text::Values{}.set("WORDS", verdict.words));
    return answer;
}

Access judged(const Request& request, const model::List& list, const Target& target,
              policy::Act act)
{
    const policy::Verdict verdict = lists::may(request.tx, request.site, list, act,
                                               asker_of(request), std::nullopt, request.now);
    if (verdict.fate == policy::Fate::accept)
        return {.list = list, .rest = target.rest};
    if (verdict.fate == policy::Fate::confirm)
        return {.list = {}, .answer = needs_proof(list)};
    const bool silent = verdict.quietly || verdict.fate == policy::Fate::discard;
    if (silent && !lists::may_see(request.tx, request.site, list, asker_of(request), request.now))
        return {.list = {},
                .answer = which_list(request, {{}, list.name(), {}}, visible_lists(request))};
    return {.list = {}, .answer = refusal(list, act, verdict)};
}

}  // namespace

Access access_to(const Request& request, policy::Act act)
{
    Target target = find_target(request);
    const auto visible = visible_lists(request);
    const bool unnamed = target.word.empty() || is_digit(target.word.front());
    if (!target.list && unnamed && request.list)
        target.list = request.list;
    if (!target.list && unnamed && visible.size() == 1)
        target.list = visible.front();
    if (target.list)
        return judged(request, *target.list, target, act);
    return {.list = {}, .answer = which_list(request, unnamed ? Target{} : target, visible)};
}

}  // namespace colporteur::robot
