// SPDX-License-Identifier: AGPL-3.0-or-later
// Roles: grant, revoke.
#include "base/utf8.hpp"
#include "lists/care/roles.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {
namespace {

/// A text without the words that hold an @.
std::string without_addresses(std::string_view text)
{
    std::string rest;
    for (const std::string_view word : words_of(text))
        if (word.find('@') == std::string_view::npos)
            rest.append(rest.empty() ? "" : " ").append(word);
    return rest;
}

/// `grant LIST owner ana@example.net`, or the address first.
std::optional<model::Role> role_in(std::string_view rest)
{
    auto option = take_role(rest);
    if (!option)
        option = take_role(without_addresses(rest));
    return option ? model::from_word<model::Role>(option->meaning) : std::nullopt;
}

std::string section_of(const lists::RoleChange& change)
{
    const std::string role = change.role == model::Role::owner       ? "OWNER"
                             : change.role == model::Role::moderator ? "MODERATOR"
                                                                     : "AUTHOR";
    return role + (change.given ? "_GIVEN" : "_TAKEN");
}

Answer change_roles(const Request& request, bool given)
{
    Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    if (!may_by_role(request, *target.list, Needs::owner))
        return not_allowed(target.list);
    const auto role = role_in(target.rest);
    const Named named = people_in(request, target.rest);
    Report report{target.list};
    if (!role || named.people.empty()) {
        report.show(role ? "NOBODY" : "NO_ROLE",
                    request.word + " " + target.list->name() + " moderator ana@example.net");
        return report.take();
    }
    if (!request.proven)
        return needs_proof(target.list);
    for (const mail::Mailbox& person : named.people) {
        const lists::RoleChange change{
            .who = person, .role = *role, .given = given, .telling = telling_of(request)};
        const auto done = lists::change_role(request.tx, request.site, *target.list, change,
                                             actor_of(request, target.list), request.now);
        if (!done)
            report.add_error(person.address.text(), one_line(done.error().what));
        else
            report.add(*done ? section_of(change) : "ROLE_SAME", person.address.text());
    }
    return report.take();
}

}  // namespace

Answer grant(const Request& request)
{
    return change_roles(request, true);
}

Answer revoke(const Request& request)
{
    return change_roles(request, false);
}

}  // namespace colporteur::robot
