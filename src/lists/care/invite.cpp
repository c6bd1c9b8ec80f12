// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/invite.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/plain_name.hpp"
#include "lists/care/bars.hpp"
#include "lists/care/question.hpp"
#include "lists/mails.hpp"
#include "lists/membership.hpp"
#include "lists/permission.hpp"
#include "store/blocks.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::days once_in{30};  // also how long it can be answered
constexpr std::chrono::days a_day{1};
constexpr int most_a_day = 20;
constexpr std::chrono::minutes at_once{0};

bool is_subscribed(store::Db& db, const model::List& list, const mail::Address& guest)
{
    const auto person = store::find_person(db, guest);
    return person && store::find_membership(db, list.id, *person);
}

/// Why no invitation goes out, or nothing.
std::optional<Invited> hindrance(store::Db& db, const model::Site& site, const model::List& list,
                                 const mail::Address& guest, const Actor& actor, Time now)
{
    if (!list.open)
        return Invited::closed;
    if (actor.way != model::Way::command_line &&
        store::count_invitations(db, actor.name, now - a_day) >= most_a_day)
        return Invited::too_many;
    if (is_subscribed(db, list, guest))
        return Invited::already;
    if (Bars{db, site, list}.on(guest))
        return Invited::barred;
    if (store::was_invited(db, list.id, guest, now - once_in))
        return Invited::lately;
    return std::nullopt;
}

delivery::Notice invitation(store::Db& db, const model::List& list, const mail::Mailbox& guest,
                            const Actor& actor)
{
    const auto person = store::find_person(db, guest.address);
    auto notice =
        notice_about(db, list, guest, person ? person->language : "", "mail/invitation.txt");
    notice.answers = false;
    notice.values.set("BY", actor.for_people());
    if (guest.name.empty())
        notice.values.show("NAMELESS");
    else
        notice.values.add("NAMED", text::Values{}.set("NAME", guest.name));
    if (!list.description.empty())
        notice.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
    notice.values.show(list.kind == model::Kind::newsletter ? "NEWSLETTER" : "DISCUSSION");
    return notice;
}

}  // namespace

Invited invite(store::Tx& tx, const model::Site& site, const model::List& list,
               const mail::Mailbox& guest, const Actor& actor, Time now)
{
    if (const auto hindered = hindrance(tx, site, list, guest.address, actor, now))
        return *hindered;
    if (!delivery::may_mail(tx, guest.address, "invite", at_once, now))
        return Invited::silenced;
    const mail::Mailbox named{delivery::plain_name(guest.name), guest.address};
    ask_by_mail(tx, site, invitation(tx, list, named, actor),
                {.kind = model::RequestKind::invite,
                 .list = list.id,
                 .address = named.address,
                 .name = named.name,
                 .command = actor.name,
                 .way = actor.way,
                 .created = now,
                 .expires = now + once_in});
    log::info("invite list={} way={}", model::number(list.id), model::to_word(actor.way));
    return Invited::invited;
}

bool accept_invitation(store::Tx& tx, const model::Site& site, const model::List& list,
                       const model::Request& request, const Evidence& evidence, Time now)
{
    return !is_blocked(tx, list, request.address) && join(tx, site, list, request, evidence, now);
}

void decline_invitation(store::Tx& tx, const model::Site& site, const model::Request& request,
                        bool never_again, Time now)
{
    if (!never_again)
        return;
    store::suppress(tx, accounts::address_digest(site.secret, request.address.text()),
                    "wants no invitations", now);
    log::info("suppress request={}", model::number(request.id));
}

}  // namespace colporteur::lists
