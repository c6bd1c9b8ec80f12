// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/question.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/mailto.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/copy.hpp"
#include "lists/moderation/sight.hpp"
#include "lists/permission.hpp"
#include "lists/tokens.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

using People = std::vector<model::Person>;

constexpr std::chrono::minutes quiet{10};

bool is_absent(store::Db& db, const model::List& list, const model::Person& person, Time now)
{
    const auto member = store::find_membership(db, list.id, person);
    return member && member->suspension && member->suspension->holds(now);
}

People present(store::Db& db, const model::List& list, People people, Time now)
{
    std::erase_if(people,
                  [&](const model::Person& each) { return is_absent(db, list, each, now); });
    return people;
}

People caretakers(store::Db& db, const model::Site& site, const model::List& list)
{
    People people = store::listmasters(db, list.domain);
    if (people.empty())
        for (const mail::Address& admin : site.admins)
            people.push_back({.address = admin});
    return people;
}

void notify(store::Tx& tx, const model::Site& site, const model::List& list,
            const model::Held& held, const model::Person& person, Time now)
{
    auto notice =
        notice_about(tx, list, {person.name, person.address}, person.language, "mail/held.txt");
    const text::Language& language = text::language(notice.language);
    const std::string token = open_question(tx, list, held, notice.to, notice.language, now);
    notice.values =
        values_of(site, held, look_at_held(tx, site, held, language), language, For::mail);
    notice.reply_to = answer_address(list, token);
    notice.answers = false;
    add_links(notice.values, site, list, token);
    if (held.message) {
        const mail::Message message{
            without_tokens(tx, site, store::get_message(tx, *held.message))};
        ModeratorsCopy copy = copy_for_moderators(message);
        notice.original = std::move(copy.octets);
        notice.values.show(copy.shortened ? "SHORTENED" : "WHOLE");
    }
    delivery::notify(tx, site, notice, now);
}

}  // namespace

People who_decides(store::Db& db, const model::Site& site, const model::List& list,
                   const model::Held& held, Time now)
{
    People owners = store::people_with_role(db, list.id, model::Role::owner);
    if (held.kind == model::HeldKind::list)
        return caretakers(db, site, list);
    People people = held.for_owners ? owners : moderators_of(db, list);
    for (const People& some : {present(db, list, people, now), present(db, list, owners, now)})
        if (!some.empty())
            return some;
    return people.empty() ? caretakers(db, site, list) : people;
}

bool may_decide(store::Db& db, const model::Site& site, const model::List& list,
                const model::Held& held, const mail::Address& address)
{
    const policy::Roles roles = roles_of(db, site, list, address);
    const bool is_for_moderators = !held.for_owners && held.kind != model::HeldKind::list;
    return roles.listmaster || (roles.owner && held.kind != model::HeldKind::list) ||
           (roles.moderator && is_for_moderators);
}

std::string open_question(store::Tx& tx, const model::List& list, const model::Held& held,
                          const mail::Mailbox& moderator, const std::string& language, Time now)
{
    std::string token = accounts::new_token();
    store::add_request(tx,
                       {
                           .kind = model::RequestKind::approve,
                           .list = list.id,
                           .domain = list.domain,
                           .address = moderator.address,
                           .name = moderator.name,
                           .language = language,
                           .message = held.message,
                           .held = held.id,
                           .created = now,
                           .expires = held.expires,
                       },
                       accounts::token_hash(token));
    return token;
}

mail::Address answer_address(const model::List& list, const std::string& token)
{
    return list.with("+confirm-" + token);
}

void add_links(text::Values& values, const model::Site& site, const model::List& list,
               const std::string& token)
{
    const mail::Address to = answer_address(list, token);
    values.set("LINK", fmt::format("{}/confirm/{}", site.web_url, token))
        .set("OK_LINK", delivery::mailto(to, "ok"))
        .set("TRUST_LINK", delivery::mailto(to, "trust"))
        .set("REJECT_LINK", delivery::mailto(to, "reject"))
        .set("DISCARD_LINK", delivery::mailto(to, "discard"))
        .set("BAN_LINK", delivery::mailto(to, "ban"));
}

void ask_moderators(store::Tx& tx, const model::Site& site, const model::List& list,
                    const model::Held& held, Time now)
{
    const std::string matter = fmt::format("held:{}", model::number(held.id));
    for (const model::Person& person : who_decides(tx, site, list, held, now))
        if (delivery::may_mail_keeper(tx, person.address, matter, quiet, now))
            notify(tx, site, list, held, person, now);
        else
            log::warning(
                "moderator-unasked held={} reason=\"too many mails to that address today\"",
                model::number(held.id));
}

}  // namespace colporteur::lists
