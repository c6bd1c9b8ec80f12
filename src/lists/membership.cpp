// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/membership.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "lists/attributes.hpp"
#include "lists/mails.hpp"
#include "lists/options.hpp"
#include "settings/sheet.hpp"
#include "store/blocks.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

bool is_subscribed(const std::optional<model::Member>& member)
{
    return member && member->state == model::MemberState::subscribed;
}

/// The mail that is answered, when the decision came by mail.
void answers(delivery::Notice& notice, const Evidence& evidence)
{
    notice.answers = evidence.way == model::Way::mail;
    if (notice.answers)
        notice.in_reply_to = evidence.what;
}

void send_welcome(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Member& member, const Evidence& evidence, Time now)
{
    auto notice = notice_about(tx, list, {member.person.name, member.person.address},
                               member.person.language, "mail/welcome.txt");
    answers(notice, evidence);
    const std::string token =
        accounts::sign(site.secret, accounts::Use::leave, model::number(member.id));
    notice.values.set("LEAVE_LINK", fmt::format("{}/unsubscribe/{}", site.web_url, token));
    if (!list.description.empty())
        notice.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
    if (const auto words = settings::settings_of(tx, list).welcome; !words.empty())
        notice.values.add("WELCOME", text::Values{}.set("WORDS", words));
    if (list.kind == model::Kind::discussion)
        notice.values.show("DISCUSSION");
    delivery::notify(tx, site, notice, now);
}

/// Everything about a new member besides that they are one.
void furnish(store::Tx& tx, const model::Site& site, const model::List& list,
             const model::Request& request, model::MemberId id, bool is_new)
{
    const model::Settings settings = settings::settings_of(tx, list);
    give_first_options(tx, settings, store::find_member(tx, id).value(), is_new);
    const Answers answers = look_through(settings, from_lines(request.command));
    for (const auto& [name, value] : answers.kept)
        store::set_attribute(tx, id, name, value);
    store::lift_suppression(tx, accounts::address_digest(site.secret, request.address.text()));
}

}  // namespace

bool join(store::Tx& tx, const model::Site& site, const model::List& list,
          const model::Request& request, const Evidence& evidence, Time now, Welcome welcome)
{
    const model::Person person =
        store::get_or_add_person(tx, request.address, request.name, request.language);
    const auto before = store::find_member(tx, list.id, person.id);
    if (is_subscribed(before))
        return false;

    const model::MemberId id = store::subscribe(tx, list.id, person.id, now);
    furnish(tx, site, list, request, id, !before);
    store::add_consent(tx, {
                               .list = list.id,
                               .person = person.id,
                               .given = true,
                               .way = evidence.way,
                               .wording = request.wording,
                               .evidence = evidence.what,
                               .asked = request.created,
                               .answered = now,
                           });
    log::info("subscribe list={} member={} way={}", model::number(list.id), model::number(id),
              model::to_word(evidence.way));
    model::Member member = store::find_member(tx, id).value();
    member.person.language = request.language;
    if (welcome == Welcome::mail)
        send_welcome(tx, site, list, member, evidence, now);
    return true;
}

bool quit(store::Tx& tx, const model::Site& site, const model::Member& member,
          const model::List& list, const Leaving& leaving, Time now)
{
    if (member.state == model::MemberState::left)
        return false;
    store::unsubscribe(tx, member.id, now);
    store::add_consent(tx, {
                               .list = list.id,
                               .person = member.person.id,
                               .given = false,
                               .way = leaving.evidence.way,
                               .wording = leaving.wording,
                               .evidence = leaving.evidence.what,
                               .asked = leaving.asked,
                               .answered = now,
                           });
    log::info("unsubscribe list={} member={} way={}", model::number(list.id),
              model::number(member.id), model::to_word(leaving.evidence.way));
    if (leaving.quietly)
        return true;
    const std::string& language =
        leaving.language.empty() ? member.person.language : leaving.language;
    auto notice =
        notice_about(tx, list, {member.person.name, leaving.asker.value_or(member.person.address)},
                     language, "mail/goodbye.txt");
    notice.values.set("YOUR_ADDRESS", member.person.address.text());  // the one that has left
    if (const auto words = settings::settings_of(tx, list).goodbye; !words.empty())
        notice.values.add("GOODBYE", text::Values{}.set("WORDS", words));
    answers(notice, leaving.evidence);
    delivery::notify(tx, site, notice, now);
    return true;
}

}  // namespace colporteur::lists
