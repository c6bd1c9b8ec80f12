// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/plain_name.hpp"
#include "lists/attributes.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "lists/subscription.hpp"
#include "settings/sheet.hpp"
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

/// At whichever of their addresses.
std::optional<model::Member> subscription_of(store::Db& db, const Wish& wish)
{
    const auto person = store::find_person(db, wish.address);
    return person ? store::find_membership(db, wish.list.id, *person) : std::nullopt;
}

/// A link or a long text in an answer is kept, but not carried to a stranger (SEC-03).
void add_answers(text::Values& values, const store::Attributes& answers)
{
    if (answers.empty())
        return;
    values.show("ANSWERED");
    for (const auto& [name, value] : answers) {
        const std::string shown = delivery::plain_name(value);
        values.add("ANSWERS",
                   text::Values{}.set("NAME", name).set("VALUE", shown.empty() ? "…" : shown));
    }
}

/// What the list must know before anybody is subscribed, and how to say it.
delivery::Notice questions(store::Db& db, const Wish& wish,
                           const std::vector<model::Attribute>& missing)
{
    auto notice = notice_for(db, wish, "", "mail/subscribe_asks.txt");
    for (const model::Attribute& each : missing) {
        text::Values row;
        row.set("NAME", each.name).set("TITLE", each.title.empty() ? each.name : each.title);
        if (!each.choices.empty())
            row.add("ONE_OF", text::Values{}.set("CHOICES",
                                                 fmt::format("{}", fmt::join(each.choices, ", "))));
        notice.values.add("ATTRIBUTES", std::move(row));
    }
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
    if (kind == model::RequestKind::unsubscribe)
        notice.values.set("YOUR_ADDRESS", subscription_of(tx, wish)->person.address.text());
    add_answers(notice.values, wish.answers);

    const std::string wording = delivery::notify(tx, site, notice, now);
    const model::Request request{
        .kind = kind,
        .list = wish.list.id,
        .address = wish.address,
        .name = name,
        .language = notice.language,
        .wording = without(wording, token),
        .message = {},
        .command = to_lines(wish.answers),
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

Asked ask_to_subscribe(store::Tx& tx, const model::Site& site, const Wish& asked, Time now)
{
    auto [kept, missing] = look_through(settings::settings_of(tx, asked.list), asked.answers);
    Wish wish = asked;
    wish.answers = std::move(kept);
    if (!may_mail(tx, wish, "subscribe", now))
        return Asked::silenced;
    if (is_subscribed(tx, wish))
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/already_subscribed.txt"), now);
    else if (!wish.list.open)
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/list_closed.txt"), now);
    else if (!missing.empty())
        delivery::notify(tx, site, questions(tx, wish, missing), now);
    else if (!is_refused(tx, site, wish, policy::Act::subscribe, now))
        ask_to_confirm(tx, site, wish, model::RequestKind::subscribe, "mail/confirm_subscribe.txt",
                       now);
    return Asked::mailed;
}

Asked ask_to_unsubscribe(store::Tx& tx, const model::Site& site, const Wish& wish, Time now)
{
    if (!may_mail(tx, wish, "unsubscribe", now))
        return Asked::silenced;
    if (!subscription_of(tx, wish))
        delivery::notify(tx, site, notice_for(tx, wish, "", "mail/not_subscribed.txt"), now);
    else if (!is_refused(tx, site, wish, policy::Act::leave, now))
        ask_to_confirm(tx, site, wish, model::RequestKind::unsubscribe,
                       "mail/confirm_unsubscribe.txt", now);
    return Asked::mailed;
}

}  // namespace colporteur::lists
