// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is on a list: add, del, invite.
#include "lists/care/invite.hpp"
#include "lists/care/members.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "robot/care.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {
namespace {

using policy::Act;
using policy::Fate;

std::vector<std::string> addresses_of(const Named& named)
{
    std::vector<std::string> addresses;
    for (const mail::Mailbox& person : named.people)
        addresses.push_back(person.address.text());
    return addresses;
}

Answer nobody_named(const Request& request, const model::List& list, const Named& named)
{
    Report report{list};
    report.add_unreadable(named);
    report.show("NOBODY", request.word + " " + list.name() + " ana@example.net");
    return report.take();
}

/// What to say instead of doing it; nothing when the sender may, and has proven who they are.
std::optional<Answer> hindrance(const Request& request, const model::List& list, const Named& named,
                                const policy::Verdict& verdict)
{
    if (verdict.fate == Fate::discard || (verdict.fate == Fate::reject && verdict.quietly))
        return Answer{};
    if (verdict.fate == Fate::reject || verdict.fate == Fate::hold)
        return not_allowed(list, verdict.words);
    if (named.people.empty())
        return nobody_named(request, list, named);
    if (!request.proven)
        return needs_proof_about(list,
                                 named.is_below ? addresses_of(named) : std::vector<std::string>{});
    return std::nullopt;
}

policy::Verdict verdict_of(const Request& request, const model::List& list, Act act,
                           const Named& named)
{
    const auto target =
        named.people.size() == 1 ? std::optional{named.people.front().address} : std::nullopt;
    return lists::may(request.tx, request.site, list, act, asker_of(request), target, request.now);
}

void add_one(const Request& request, const model::List& list, const mail::Mailbox& person,
             const policy::Verdict& verdict, Report& report)
{
    const std::string& address = person.address.text();
    const bool quiet = request.quiet || verdict.quietly;
    // Even a quiet addition is told, briefly: nobody may be on a list without learning of it.
    const lists::Addition addition{
        .who = person, .telling = quiet ? lists::Telling::brief : lists::Telling::whole};
    switch (lists::add_member(request.tx, request.site, list, addition, actor_of(request, list),
                              request.now)) {
    case lists::Added::added:
        report.add("ADDED", address);
        if (verdict.notify)
            lists::tell_owners(request.tx, request.site, list, person, true, request.now);
        break;
    case lists::Added::already: report.add("ALREADY", address); break;
    case lists::Added::left:
        report.add("LEFT", address).set("EXAMPLE", "invite " + list.name() + " " + address);
        break;
    case lists::Added::blocked: report.add("BLOCKED", address); break;
    case lists::Added::suppressed: report.add("SUPPRESSED", address); break;
    }
}

/// `perhaps`: the sender may not learn who is on the list.
std::string section_of(lists::Invited invited, bool perhaps)
{
    switch (invited) {
    case lists::Invited::closed: return "LIST_CLOSED";
    case lists::Invited::too_many: return "ENOUGH";
    default: break;
    }
    if (perhaps)
        return "PERHAPS_INVITED";
    switch (invited) {
    case lists::Invited::already: return "ALREADY";
    case lists::Invited::barred: return "BARRED";
    case lists::Invited::lately: return "INVITED_LATELY";
    case lists::Invited::silenced: return "SILENCED";
    default: break;
    }
    return "INVITED";
}

}  // namespace

Answer add(const Request& request)
{
    const Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    const Named named = people_in(request, target.rest);
    const auto verdict = verdict_of(request, *target.list, Act::add, named);
    if (auto hindered = hindrance(request, *target.list, named, verdict))
        return *std::move(hindered);
    Report report{target.list};
    for (const mail::Mailbox& person : named.people)
        if (target.list->open)
            add_one(request, *target.list, person, verdict, report);
        else
            report.add("LIST_CLOSED", person.address.text());
    report.add_unreadable(named);
    return report.take();
}

Answer remove_people(const Request& request, const model::List& list, const Named& named)
{
    const auto verdict = verdict_of(request, list, Act::remove, named);
    if (auto hindered = hindrance(request, list, named, verdict))
        return *std::move(hindered);
    const bool quiet = request.quiet || verdict.quietly;
    Report report{list};
    for (const mail::Mailbox& person : named.people) {
        const auto removed =
            lists::remove_member(request.tx, request.site, list, person.address,
                                 quiet ? lists::Telling::none : lists::Telling::whole,
                                 actor_of(request, list), request.now);
        const bool done = removed == lists::Removed::removed;
        report.add(!done   ? "NOT_THERE"
                   : quiet ? "REMOVED_QUIETLY"
                           : "REMOVED",
                   person.address.text());
        if (done && verdict.notify)
            lists::tell_owners(request.tx, request.site, list, person, false, request.now);
    }
    report.add_unreadable(named);
    return report.take();
}

Answer del(const Request& request)
{
    const Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    return remove_people(request, *target.list, people_in(request, target.rest));
}

Answer invite(const Request& request)
{
    const Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, visible_lists(request));
    const Named named = people_in(request, target.rest);
    const auto verdict = verdict_of(request, *target.list, Act::invite, named);
    if (auto hindered = hindrance(request, *target.list, named, verdict))
        return *std::move(hindered);
    const bool perhaps = lists::may(request.tx, request.site, *target.list, Act::see_members,
                                    asker_of(request), std::nullopt, request.now)
                             .fate != Fate::accept;
    Report report{target.list};
    for (const mail::Mailbox& guest : named.people) {
        const auto invited = lists::invite(request.tx, request.site, *target.list, guest,
                                           actor_of(request, target.list), request.now);
        report.add(section_of(invited, perhaps), guest.address.text());
    }
    report.add_unreadable(named);
    return report.take();
}

}  // namespace colporteur::robot
