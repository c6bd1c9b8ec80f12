// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "lists/permission.hpp"
#include "lists/subscription.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/memberships.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "robot/wish.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_asked = 5;  // mailboxes for one command of a stranger

/// Whom the command names besides its sender.
Named others_in(const Request& request, std::string_view rest)
{
    Named named = people_on_line(rest);
    std::erase_if(named.people, [&](const mail::Mailbox& person) {
        return same_word(person.address.text(), request.from.address.text());
    });
    return named;
}

bool may_remove(const Request& request, const model::List& list)
{
    const auto fate = lists::may(request.tx, request.site, list, policy::Act::remove,
                                 asker_of(request), std::nullopt, request.now)
                          .fate;
    return fate == policy::Fate::accept || fate == policy::Fate::confirm;
}

/// Their mailboxes are asked; whoever asks for it learns nothing of them (SEC-02).
Answer ask_others(const Request& request, const model::List& list, const Named& others)
{
    Answer answer{.template_name = "mail/asked_for_other.txt", .list = list};
    std::string addresses;
    for (const mail::Mailbox& other : others.people) {
        if (&other - others.people.data() == most_asked)
            break;
        addresses += (addresses.empty() ? "" : ", ") + other.address.text();
        lists::ask_to_unsubscribe(request.tx, request.site,
                                  {.list = list, .address = other.address, .way = model::Way::mail},
                                  request.now);
    }
    answer.values.set("ADDRESS", addresses);
    return answer;
}

/// One proof for all; a list whose rules want a question of its own asks it.
Answer leave_all(const Request& request)
{
    const auto mine = my_memberships(request);
    if (mine.empty())
        return which(request);
    if (!request.proven)
        return needs_proof(std::nullopt);
    Answer answer{.template_name = "mail/left_all.txt"};
    for (const auto& [list, member] : mine) {
        text::Values row;
        row.set("NAME", list.name())
            .set("TITLE", list.title)
            .set("ADDRESS", member.person.address.text());
        const bool left = lists::leave_proven(request.tx, request.site, list, member,
                                              {model::Way::mail, request.message_id}, request.now);
        if (!left)
            lists::ask_to_unsubscribe(request.tx, request.site, wish_for(request, list),
                                      request.now);
        answer.values.add(left ? "LISTS" : "ASKED", std::move(row));
    }
    if (answer.values.sections.contains("LISTS"))
        answer.values.show("LEFT");
    return answer;
}

}  // namespace

Answer unsubscribe(const Request& request)
{
    const auto words = words_of(request.rest);
    if (!words.empty() && means_every_list(request, words.front()))
        return leave_all(request);
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
    if (const Named others = others_in(request, target.rest); !others.people.empty())
        return may_remove(request, *target.list) ? remove_people(request, *target.list, others)
                                                 : ask_others(request, *target.list, others);

    lists::ask_to_unsubscribe(request.tx, request.site, wish_for(request, *target.list),
                              request.now);
    return {.list = target.list};
}

}  // namespace colporteur::robot
