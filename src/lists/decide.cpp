// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "lists/mails.hpp"
#include "lists/membership.hpp"
#include "lists/posting.hpp"
#include "mail/automatic.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

using Kind = Outcome::Kind;

/// An answer, and everything it takes to carry it out.
struct Answered {
    store::Tx& tx;
    const model::Site& site;
    const model::Request& request;
    const model::List& list;
    const Evidence& evidence;
    Time now;
};

constexpr Kind kind_if_accepted(model::RequestKind kind)
{
    switch (kind) {
    case model::RequestKind::subscribe: return Kind::subscribed;
    case model::RequestKind::unsubscribe: return Kind::unsubscribed;
    case model::RequestKind::post: return Kind::posted;
    case model::RequestKind::approve: return Kind::approved;
    case model::RequestKind::command: return Kind::commands;
    case model::RequestKind::invite: return Kind::invited;
    case model::RequestKind::address: return Kind::linked;
    case model::RequestKind::move: return Kind::moved;
    }
    return Kind::unknown;
}

Kind subscribe(const Answered& in)
{
    return join(in.tx, in.site, in.list, in.request, in.evidence, in.now) ? Kind::subscribed
                                                                          : Kind::already;
}

Kind unsubscribe(const Answered& in)
{
    const auto person = store::find_person(in.tx, in.request.address);
    const auto member = person ? store::find_member(in.tx, in.list.id, person->id) : std::nullopt;
    const Leaving leaving{in.request.wording, in.evidence, in.request.created, in.request.language};
    return member && quit(in.tx, in.site, *member, in.list, leaving, in.now) ? Kind::unsubscribed
                                                                             : Kind::already;
}

/// The author's answer to a letter's request for confirmation: the policy is asked once more.
Kind post(const Answered& in)
{
    const Received received =
        receive_confirmed(in.tx, in.site, in.list, in.request.message.value(), in.now);
    if (received.verdict.fate != Fate::accept)
        return received.verdict.fate == Fate::hold ? Kind::waits : Kind::refused;
    if (!received.recipients)
        return Kind::already;
    auto notice = notice_about(in.tx, in.list, {in.request.name, in.request.address},
                               in.request.language, "mail/post_sent.txt");
    notice.in_reply_to = in.evidence.way == model::Way::mail ? in.evidence.what : "";
    notice.answers = in.evidence.way == model::Way::mail;
    notice.values.set("SUBJECT", summarize(in.tx, in.list, *in.request.message).subject)
        .set("READERS", readers(*received.recipients, notice.language));
    delivery::notify(in.tx, in.site, notice, in.now);
    return Kind::posted;
}

/// Tells the author of a held post what an owner decided; a machine is not told.
void tell_author(const Answered& in, std::string template_name, std::int64_t recipients)
{
    const mail::Message message{store::get_message(in.tx, in.request.message.value())};
    const auto from = message.from();
    if (!from || mail::automatic_reason(message, from->address.text(), in.list.address.text()))
        return;
    const std::string spoken = message.language();
    auto notice = notice_about(in.tx, in.list, *from, spoken, std::move(template_name));
    notice.in_reply_to = message.message_id();
    notice.values.set("SUBJECT", one_line(message.subject()))
        .set("READERS", readers(recipients, notice.language));
    delivery::notify(in.tx, in.site, notice, in.now);
}

/// An owner lets a held post through.
Kind approve(const Answered& in)
{
    const auto recipients = distribute(in.tx, in.site, in.list, in.request.message.value(), in.now);
    if (!recipients)
        return Kind::already;
    tell_author(in, "mail/post_approved.txt", *recipients);
    return Kind::approved;
}

Kind accept(const Answered& in)
{
    switch (in.request.kind) {
    case model::RequestKind::subscribe: return subscribe(in);
    case model::RequestKind::unsubscribe: return unsubscribe(in);
    case model::RequestKind::post: return post(in);
    case model::RequestKind::approve: return approve(in);
    case model::RequestKind::command: return Kind::commands;
    default: return Kind::unknown;
    }
    return Kind::unknown;
}

Kind carry_out(const Answered& in, Decision decision)
{
    if (decision == Decision::accept)
        return accept(in);
    if (in.request.kind == model::RequestKind::approve)
        tell_author(in, "mail/post_rejected.txt", 0);
    return Kind::rejected;
}

/// When one moderator has decided, so have all.
void finish(const Answered& in, Decision decision)
{
    const auto* const word = decision == Decision::accept ? "accepted" : "rejected";
    store::finish_request(in.tx, in.request.id, word, in.now);
    if (!in.request.held)
        return;
    store::decide_held(in.tx, *in.request.held, word, in.request.address.text(), in.now);
    store::finish_requests(in.tx, *in.request.held, word, in.now);
}

}  // namespace

Outcome look_at(store::Db& db, std::string_view token, Time now)
{
    auto request = store::find_request(db, accounts::token_hash(token));
    if (!request)
        return {};
    auto list = request->list ? store::find_list(db, *request->list) : std::nullopt;
    auto held = request->held ? store::find_held(db, *request->held) : std::nullopt;
    // A list that was closed meanwhile is as good as an answer that came too late; leaving is
    // always possible.
    const bool too_late = request->expires <= now ||
                          (list && !list->open && request->kind != model::RequestKind::unsubscribe);
    const Kind kind = request->done ? Kind::already
                      : too_late    ? Kind::expired
                                    : kind_if_accepted(request->kind);
    return {kind, std::move(request), std::move(list), std::move(held)};
}

Outcome decide(store::Tx& tx, const model::Site& site, std::string_view token, Decision decision,
               const Evidence& evidence, Time now)
{
    Outcome outcome = look_at(tx, token, now);
    if (outcome.kind == Kind::unknown || outcome.kind == Kind::already ||
        outcome.kind == Kind::expired)
        return outcome;
    const Answered in{tx, site, *outcome.request, *outcome.list, evidence, now};
    outcome.kind = carry_out(in, decision);
    finish(in, decision);
    log::info("decide request={} kind={} way={}", model::number(outcome.request->id),
              model::to_word(outcome.request->kind), model::to_word(evidence.way));
    return outcome;
}

}  // namespace colporteur::lists
