// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose posts wait, and whose do not: moderate, trust.
#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "lists/care/members.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {
namespace {

using model::Standing;

// Behind the address, folded: as everybody again.
constexpr std::string_view ends[] = {"off",      "no",      "usual",    "normal", "end",  "stop",
                                     "non",      "fin",     "habituel", "aus",    "nein", "solito",
                                     "normalny", "normaal", "nao",      "fim",    "fine", "nie",
                                     "koniec",   "nee",     "uit",      "einde"};

bool says_usual(const Request& request, std::string_view rest)
{
    if (fold(request.word) == "unmoderate")
        return true;
    const auto words = words_of(rest);
    return std::ranges::any_of(words, [](std::string_view word) {
        return std::ranges::find(ends, plain(word)) != std::end(ends);
    });
}

std::string section_of(Standing standing)
{
    switch (standing) {
    case Standing::moderated: return "MODERATED";
    case Standing::trusted: return "TRUSTED";
    case Standing::usual: break;
    }
    return "USUAL";
}

Answer change_standing(const Request& request, Standing wanted)
{
    const Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    if (!may_by_role(request, *target.list, Needs::moderator))
        return not_allowed(target.list);
    const Named named = people_in(request, target.rest);
    Report report{target.list};
    if (named.people.empty()) {
        report.show("NOBODY", request.word + " " + target.list->name() + " ana@example.net");
        return report.take();
    }
    if (!request.proven)
        return needs_proof(target.list);
    const Standing standing = says_usual(request, target.rest) ? Standing::usual : wanted;
    for (const mail::Mailbox& person : named.people) {
        const auto stood = lists::set_standing(request.tx, *target.list, person.address, standing,
                                               actor_of(request, target.list), request.now);
        report.add(stood == lists::Stood::not_there ? "NOT_THERE" : section_of(standing),
                   person.address.text());
    }
    return report.take();
}

}  // namespace

Answer moderate(const Request& request)
{
    return change_standing(request, Standing::moderated);
}

Answer trust(const Request& request)
{
    return change_standing(request, Standing::trusted);
}

}  // namespace colporteur::robot
