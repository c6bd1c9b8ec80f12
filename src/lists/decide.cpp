// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "lists/addresses.hpp"
#include "lists/care/invite.hpp"
#include "lists/mails.hpp"
#include "lists/membership.hpp"
#include "lists/moderation/hold.hpp"
#include "lists/moderation/settle.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "lists/posting.hpp"
#include "store/held.hpp"
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
    case model::RequestKind::keep: return Kind::kept;
    }
    return Kind::unknown;
}

/// The wish is confirmed: the policy is asked once more, now that it is surely theirs.
policy::Judgement weigh_wish(const Answered& in, policy::Act act)
{
    policy::Judgement judgement =
        weigh(in.tx, in.site, in.list, act, {.address = in.request.address, .confirmed = true},
              std::nullopt, in.now);
    // Nothing is said to a blocked address but that it cannot be done; leave it always may.
    if (act == policy::Act::subscribe && is_blocked(in.tx, in.list, in.request.address))
        judgement = {.verdict = {.fate = Fate::reject}};
    return judgement;
}

/// What a policy that does not simply accept makes of a confirmed wish; nothing when it accepts.
std::optional<Kind> hindrance(const Answered& in, const policy::Judgement& judgement)
{
    const bool leaving = in.request.kind == model::RequestKind::unsubscribe;
    const mail::Mailbox who{in.request.name, in.request.address};
    switch (judgement.verdict.fate) {
    case Fate::accept:
    case Fate::confirm: return std::nullopt;  // confirmed it is
    case Fate::hold:
        hold_wish(in.tx, in.site, in.list,
                  {.kind = leaving ? model::HeldKind::unsubscribe : model::HeldKind::subscribe,
                   .who = who,
                   .language = in.request.language,
                   .wording = in.request.wording,
                   .evidence = in.evidence},
                  judgement, in.now);
        return Kind::waits;
    case Fate::reject:
        tell_refused(in.tx, in.site, in.list,
                     {.leaving = leaving, .to = who, .language = in.request.language}, judgement,
                     in.now);
        return Kind::refused;
    case Fate::discard: return Kind::refused;
    }
    return Kind::refused;
}

Kind subscribe(const Answered& in)
{
    const auto judgement = weigh_wish(in, policy::Act::subscribe);
    if (const auto hindered = hindrance(in, judgement))
        return *hindered;
    const auto welcome = judgement.verdict.quietly ? Welcome::none : Welcome::mail;
    if (!join(in.tx, in.site, in.list, in.request, in.evidence, in.now, welcome))
        return Kind::already;
    if (judgement.verdict.notify)
        tell_owners(in.tx, in.site, in.list, {in.request.name, in.request.address}, true, in.now);
    return Kind::subscribed;
}

std::optional<model::Member> member_who_answers(const Answered& in)
{
    const auto person = store::find_person(in.tx, in.request.address);
    return person ? store::find_membership(in.tx, in.list.id, *person) : std::nullopt;
}

Kind unsubscribe(const Answered& in)
{
    const auto member = member_who_answers(in);
    if (!member)
        return Kind::already;
    const auto judgement = weigh_wish(in, policy::Act::leave);
    if (const auto hindered = hindrance(in, judgement))
        return *hindered;
    quit(in.tx, in.site, *member, in.list,
         {.wording = in.request.wording,
          .evidence = in.evidence,
          .asked = in.request.created,
          .language = in.request.language,
          .quietly = judgement.verdict.quietly,
          .asker = in.request.address},
         in.now);
    if (judgement.verdict.notify)
        tell_owners(in.tx, in.site, in.list, {member->person.name, member->person.address}, false,
                    in.now);
    return Kind::unsubscribed;
}

/// Somebody whom others added wants to stay: from now on it is by their own word.
Kind keep(const Answered& in)
{
    const auto member = member_who_answers(in);
    if (!member)
        return Kind::already;
    store::add_consent(in.tx, {.list = in.list.id,
                               .person = member->person.id,
                               .given = true,
                               .way = in.evidence.way,
                               .wording = in.request.wording,
                               .evidence = in.evidence.what,
                               .asked = in.request.created,
                               .answered = in.now});
    auto notice = notice_about(in.tx, in.list, {in.request.name, in.request.address},
                               in.request.language, "mail/kept.txt");
    notice.answers = in.evidence.way == model::Way::mail;
    notice.in_reply_to = notice.answers ? in.evidence.what : "";
    delivery::notify(in.tx, in.site, notice, in.now);
    return Kind::kept;
}

/// Or does not: they leave, whatever the list's policy says about leaving.
Kind leave_again(const Answered& in)
{
    const auto member = member_who_answers(in);
    if (!member)
        return Kind::already;
    quit(in.tx, in.site, *member, in.list,
         {.wording = in.request.wording,
          .evidence = in.evidence,
          .asked = in.request.created,
          .language = in.request.language,
          .asker = in.request.address},
         in.now);
    return Kind::unsubscribed;
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

Kind accept(const Answered& in)
{
    switch (in.request.kind) {
    case model::RequestKind::subscribe: return subscribe(in);
    case model::RequestKind::unsubscribe: return unsubscribe(in);
    case model::RequestKind::post: return post(in);
    case model::RequestKind::keep: return keep(in);
    case model::RequestKind::invite:
        return accept_invitation(in.tx, in.site, in.list, in.request, in.evidence, in.now)
                   ? Kind::invited
                   : Kind::already;
    default: return kind_if_accepted(in.request.kind);
    }
}

/// Most questions are settled by a no; an invitation can be declined for good, and who was added
/// leaves.
Kind decline(store::Tx& tx, const model::Site& site, const Outcome& outcome,
             const Decision& decision, const Evidence& evidence, Time now)
{
    const model::Request& request = *outcome.request;
    if (request.kind == model::RequestKind::keep)
        return leave_again({tx, site, request, *outcome.list, evidence, now});
    if (request.kind == model::RequestKind::invite)
        decline_invitation(tx, site, request, decision.kind == Decision::Kind::ban, now);
    return Kind::rejected;
}

}  // namespace

Outcome look_at(store::Db& db, std::string_view token, Time now)
{
    auto request = store::find_request(db, accounts::token_hash(token));
    if (!request)
        return {};
    auto list = request->list ? store::find_list(db, *request->list) : std::nullopt;
    auto held = request->held ? store::find_held(db, *request->held) : std::nullopt;
    // A list that was closed meanwhile is as good as an answer that came too late; but leaving is
    // always possible, and so is to clear away what was held.
    const bool is_bound_to_open = request->kind != model::RequestKind::unsubscribe &&
                                  request->kind != model::RequestKind::keep && !held;
    const bool too_late = request->expires <= now || (list && !list->open && is_bound_to_open);
    const bool is_done = request->done || (held && held->done);
    const Kind kind = is_done    ? Kind::already
                      : too_late ? Kind::expired
                                 : kind_if_accepted(request->kind);
    return {kind, std::move(request), std::move(list), std::move(held)};
}

Outcome decide(store::Tx& tx, const model::Site& site, std::string_view token,
               const Decision& decision, const Evidence& evidence, Time now)
{
    Outcome outcome = look_at(tx, token, now);
    if (outcome.kind == Kind::unknown || outcome.kind == Kind::already ||
        outcome.kind == Kind::expired)
        return outcome;
    if (outcome.held) {
        Outcome settled =
            settle(tx, site, outcome.held->id, decision, outcome.request->address.text(), now);
        settled.request = std::move(outcome.request);
        return settled;
    }
    const bool yes = decision.says_yes();
    if (!yes) {
        outcome.kind = decline(tx, site, outcome, decision, evidence, now);
    } else if (outcome.list) {
        outcome.kind = accept({tx, site, *outcome.request, *outcome.list, evidence, now});
    } else if (outcome.kind != Kind::commands) {
        outcome.kind = accept_about_person(tx, site, *outcome.request, evidence, now);
    }
    store::finish_request(tx, outcome.request->id, yes ? "accepted" : "rejected", now);
    log::info("decide request={} kind={} way={}", model::number(outcome.request->id),
              model::to_word(outcome.request->kind), model::to_word(evidence.way));
    return outcome;
}

}  // namespace colporteur::lists
