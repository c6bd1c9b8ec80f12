// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/tell.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/utf8.hpp"
#include "base/zone.hpp"
#include "delivery/plain_name.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/stock_reasons.hpp"
#include "mail/automatic.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::minutes quiet{10};
constexpr std::chrono::minutes at_once{0};

/// A mail to whose post or wish it is; nothing when that is a machine.
std::optional<delivery::Notice> notice_to_author(store::Db& db, const model::Site& site,
                                                 const model::List& list, const model::Held& held,
                                                 std::string template_name)
{
    const mail::Message message{held.message ? store::get_message(db, *held.message) : ""};
    if (held.message && mail::automatic_reason(message, held.address.text(), list.address.text()))
        return std::nullopt;
    auto notice =
        notice_about(db, list, {held.name, held.address},
                     held.message ? message.language() : held.language, std::move(template_name));
    notice.in_reply_to = message.message_id();
    notice.values.set("SUBJECT", one_line(message.subject()))
        .set("UNTIL", to_local_text(held.expires, site.zone))
        .show(held.kind == model::HeldKind::post          ? "POST"
              : held.kind == model::HeldKind::unsubscribe ? "LEAVE"
                                                          : "JOIN");
    return notice;
}

std::string template_of(const std::string& outcome)
{
    if (outcome == "accepted" || outcome == "trusted")
        return "mail/post_approved.txt";
    return outcome == "rejected"  ? "mail/held_rejected.txt"
           : outcome == "expired" ? "mail/held_expired.txt"
                                  : "";
}

void add_why(text::Values& values, const policy::Judgement& judgement,
             const text::Language& language)
{
    if (!judgement.verdict.words.empty())
        values.add("SAID", text::Values{}.set("WORDS", judgement.verdict.words));
    for (const policy::Reason& reason : judgement.reasons)
        for (const policy::Sentence& sentence : reason.sentences)
            values.add("REASONS", text::Values{}.set("REASON", policy::say(sentence, language)));
}

}  // namespace

void tell_waits(store::Tx& tx, const model::Site& site, const model::List& list,
                const model::Held& held, Time now)
{
    const auto notice = notice_to_author(tx, site, list, held, "mail/held_waits.txt");
    const std::string matter =
        fmt::format("waits:{}:{}", model::to_word(held.kind), model::number(list.id));
    if (notice && delivery::may_mail(tx, held.address, matter, quiet, now))
        delivery::notify(tx, site, *notice, now);
}

void tell_outcome(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Held& held, std::int64_t recipients, std::string_view reason,
                  Time now)
{
    const std::string name = template_of(held.outcome);
    auto notice = name.empty() ? std::nullopt : notice_to_author(tx, site, list, held, name);
    if (!notice || !delivery::may_mail(tx, held.address, "decided", at_once, now)) {
        log::info("author-untold held={} outcome={}", model::number(held.id), held.outcome);
        return;
    }
    notice->values.set("READERS", readers(recipients, notice->language));
    if (const auto words = words_for_author(reason, text::language(notice->language));
        !words.empty())
        notice->values.add("SAID", text::Values{}.set("WORDS", words));
    delivery::notify(tx, site, *notice, now);
}

void tell_refused(store::Tx& tx, const model::Site& site, const model::List& list,
                  const Refused& refused, const policy::Judgement& judgement, Time now)
{
    if (judgement.verdict.quietly)
        return;
    auto notice = notice_about(tx, list, refused.to, refused.language, "mail/wish_refused.txt");
    notice.in_reply_to = refused.in_reply_to;
    notice.answers = !refused.in_reply_to.empty();
    notice.values.show(refused.leaving ? "LEAVE" : "JOIN");
    add_why(notice.values, judgement, text::language(notice.language));
    delivery::notify(tx, site, notice, now);
}

void tell_owners(store::Tx& tx, const model::Site& site, const model::List& list,
                 const mail::Mailbox& who, bool joined, Time now)
{
    for (const model::Person& owner : store::people_with_role(tx, list.id, model::Role::owner)) {
        if (!delivery::may_mail_keeper(tx, owner.address, "joins", at_once, now))
            continue;
        auto notice = notice_about(tx, list, {owner.name, owner.address}, owner.language,
                                   "mail/member_note.txt");
        notice.answers = false;
        const std::string name = delivery::plain_name(who.name);
        notice.values
            .set("WHO", name.empty() ? who.address.text() : name + " <" + who.address.text() + ">")
            .show(joined ? "JOINED" : "LEFT");
        delivery::notify(tx, site, notice, now);
    }
}

}  // namespace colporteur::lists
