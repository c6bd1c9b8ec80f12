// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/remind.hpp"

#include "lists/permission.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

/// `remind *`: everybody of the domain.
Answer remind_all(const Request& request)
{
    if (!is_listmaster(request))
        return not_allowed(std::nullopt);
    if (!request.proven)
        return needs_proof(std::nullopt);
    Report report{std::nullopt};
    const auto people =
        lists::remind_everybody(request.tx, request.site, request.domain, request.now);
    if (!people)
        report.add("TOO_MANY_PEOPLE");
    else
        report.add("REMINDED_ALL")
            .set("PEOPLE", text::language(language_for(request, std::nullopt))
                               .count("{} person", "{} people", *people));
    return report.take();
}

}  // namespace

Answer remind(const Request& request)
{
    if (tidy(request.rest) == "*")
        return remind_all(request);
    const Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    const auto verdict = lists::may(request.tx, request.site, *target.list, policy::Act::remind,
                                    asker_of(request), std::nullopt, request.now);
    if (verdict.fate != policy::Fate::accept && verdict.fate != policy::Fate::confirm)
        return not_allowed(target.list, verdict.words);
    if (!request.proven)
        return needs_proof(target.list);
    Report report{target.list};
    const auto members = lists::remind_members(request.tx, request.site, *target.list, request.now);
    if (members)
        report.add("REMINDED")
            .set("MEMBERS", text::language(language_for(request, target.list))
                                .count("{} member", "{} members", *members));
    else
        report.add("REMINDED_TODAY");
    return report.take();
}

}  // namespace colporteur::robot
