// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/plain_name.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "lists/subscription.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::minutes quiet{10};
constexpr std::chrono::days answer_within{7};

std::string without(std::string text, std::string_view token)
{
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at))
        text.replace(at, token.size(), "…");
    return text;
}

delivery::Notice notice_for(store::Db& db, const Wish& wish, const std::string& name,
                            std::string template_name)
{
    auto notice =
        notice_about(db, wish.list, {name, wish.address}, wish.language, std::move(template_name));
    notice.in_reply_to = wish.in_reply_to;
    notice.answers = wish.way == model::Way::mail;
    if (wish.sweet_nothings)
        notice.values.show("SWEET");
    if (name.empty())
        notice.values.show("NAMELESS");
    else
        notice.values.add("NAMED", text::Values{}.set("NAME", name));
    return notice;
}

/// The mail to be answered or followed. The token stands in it alone: what we keep could not be
/// answered with.
void ask_to_confirm(store::Tx& tx, const model::Site& site, const Wish& wish,
                    model::RequestKind kind, std::string template_name, Time now)
{
    const std::string token = accounts::new_token();
    const std::string name =
        kind == model::RequestKind::subscribe ? delivery::plain_name(wish.name) : "";
    auto notice = notice_for(tx, wish, name, std::move(template_name));
    notice.reply_to = wish.list.with("+confirm-" + token);
    notice.values.set("LINK", fmt::format("{}/confirm/{}", site.web_url, token));

    const std::string wording = delivery::notify(tx, site, notice, now);
    const model::Request request{
        .kind = kind,
        .list = wish.list.id,
        .address = wish.address,
        .name = name,
        .language = notice.language,
        .wording = without(wording, token),
        .message = {},
        .way = wish.way,
        .created = now,
        .expires = now + answer_within,
        .done = {},
        .outcome = {},
    };
    store::add_request(tx, request, accounts::token_hash(token));
}

bool is_subscribed(store::Db& db, const Wish& wish)
{
    const auto person = store::find_person(db, wish.address);
    const auto member = person ? store::find_member(db, wish.list.id, person->id) : std::nullopt;
    return member && member->state == model::MemberState::subscribed;
}

bool may_mail(store::Tx& tx, const Wish& wish, std::string_view what, Time now)
{
    const std::string subject = fmt::format("{}:{}", what, model::number(wish.list.id));
    if (delivery::may_mail(tx, wish.address, subject, quiet, now))
        return true;
    log::info("silenced {} list={}", what, model::number(wish.list.id));
    return false;
}

/// Whether the policy wants no more to be done about the wish; its person has been told then,
/// unless the policy is silent.
bool is_refused(store::Tx& tx, const model::Site& site, const Wish& wish, policy::Act act, Time now)
{
    const bool leaving = act == policy::Act::leave;
    auto judgement = weigh(tx, site, wish.list, act, {.address = wish.address}, std::nullopt, now);
    if (!leaving && is_blocked(tx, wish.list, wish.address))
        judgement = {.verdict = {.fate = policy::Fate::reject}};
    if (judgement.verdict.fate == policy::Fate::reject)
        tell_refused(tx, site, wish.list,
                     {.leaving = leaving,
                      .to = {delivery::plain_name(wish.name), wish.address},
                      .language = wish.language,
                      .in_reply_to = wish.in_reply_to},
                     judgement, now);
    log::info("wish list={} act={} fate={}", model::number(wish.list.id), policy::to_word(act),
              static_cast<int>(judgement.verdict.fate));
    return judgement.verdict.fate == policy::Fate::reject ||
           judgement.verdict.fate == policy::Fate::discard;
}

}  // namespace

Asked ask_to_subscribe(store::Tx& tx, const model::Site& site, const Wish& wish, Time now)
{
    if (!may_mail(tx, wish, "subscribe", now))
        return Asked::silenced;
    if (is_subscribed(tx, wish))
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/already_subscribed.txt"), now);
    else if (!wish.list.open)
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/list_closed.txt"), now);
    else if (!is_refused(tx, site, wish, policy::Act::subscribe, now))
        ask_to_confirm(tx, site, wish, model::RequestKind::subscribe, "mail/confirm_subscribe.txt",
                       now);
    return Asked::mailed;
}

Asked ask_to_unsubscribe(store::Tx& tx, const model::Site& site, const Wish& wish, Time now)
{
    if (!may_mail(tx, wish, "unsubscribe", now))
        return Asked::silenced;
    if (!is_subscribed(tx, wish))
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/not_subscribed.txt"), now);
    else if (!is_refused(tx, site, wish, policy::Act::leave, now))
        ask_to_confirm(tx, site, wish, model::RequestKind::unsubscribe,
                       "mail/confirm_unsubscribe.txt", now);
    return Asked::mailed;
}

}  // namespace colporteur::lists
