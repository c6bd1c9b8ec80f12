// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "lists/membership.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::lists {

std::optional<Leaver> find_leaver(store::Db& db, const model::Site& site,
                                  std::string_view leave_token)
{
    const auto number = accounts::verify(site.secret, accounts::Use::leave, leave_token);
    auto member =
        number ? store::find_member(db, static_cast<model::MemberId>(*number)) : std::nullopt;
    if (!member)
        return std::nullopt;
    return Leaver{*member, store::find_list(db, member->list).value()};
}

bool leave(store::Tx& tx, const model::Site& site, std::string_view leave_token,
           const Evidence& evidence, Time now)
{
    const auto leaver = find_leaver(tx, site, leave_token);
    if (!leaver)
        return false;
    const mail::Mailbox who{leaver->member.person.name, leaver->member.person.address};
    // No policy keeps anybody who follows it; it only says who is told.
    const auto verdict = may(tx, site, leaver->list, policy::Act::leave,
                             {.address = who.address, .confirmed = true}, std::nullopt, now);
    const bool left =
        quit(tx, site, leaver->member, leaver->list,
             {.wording = "List-Unsubscribe", .evidence = evidence, .asked = now}, now);
    if (left && verdict.notify)
        tell_owners(tx, site, leaver->list, who, false, now);
    return true;
}

bool leave_proven(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Member& member, const Evidence& evidence, Time now)
{
    const auto verdict =
        may(tx, site, list, policy::Act::leave,
            {.address = member.person.address, .confirmed = true}, std::nullopt, now);
    if (verdict.fate != policy::Fate::accept && verdict.fate != policy::Fate::confirm)
        return false;
    quit(tx, site, member, list,
         {.wording = "unsubscribe *", .evidence = evidence, .asked = now, .quietly = true}, now);
    return true;
}

}  // namespace colporteur::lists
