// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/settle.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/log.hpp"
#include "lists/care/opening.hpp"
#include "lists/membership.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/permission.hpp"
#include "lists/posting.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

using Did = Decision::Kind;
using Kind = Outcome::Kind;

constexpr std::string_view words[] = {"accepted", "rejected", "discarded", "banned", "trusted"};

/// A decision under way.
struct Settling {
    store::Tx& tx;
    const model::Site& site;
    const model::List& list;
    const model::Held& held;
    const Decision& decision;
    const std::string& by;
    Time now;
};

std::optional<model::Member> membership(store::Db& db, const Settling& in)
{
    const auto person = store::find_person(db, in.held.address);
    return person ? store::find_membership(db, in.list.id, *person) : std::nullopt;
}

/// From now on their posts pass where the policy would hold them.
Shortfall trust(const Settling& in)
{
    auto member = membership(in.tx, in);
    if (!member)
        return Shortfall::no_member;
    member->standing = model::Standing::trusted;
    store::set_options(in.tx, *member);
    return Shortfall::none;
}

/// An address with a star in it would block others, and whoever forges an owner's must not lock
/// that owner out.
bool is_protected(const Settling& in)
{
    const policy::Roles roles = roles_of(in.tx, in.site, in.list, in.held.address);
    return roles.owner || roles.moderator || roles.listmaster ||
           in.held.address.text().find_first_of("*?") != std::string::npos;
}

Shortfall ban(const Settling& in)
{
    if (is_protected(in))
        return Shortfall::protected_address;
    store::add_block(in.tx, {.domain = in.list.domain,
                             .list = in.list.id,
                             .pattern = to_lower(in.held.address.text()),
                             .note = in.decision.reason,
                             .who = in.by,
                             .at = in.now});
    return Shortfall::none;
}

/// What the person gave when they asked; the moderator's word is no consent of theirs.
Evidence evidence_of(const model::Held& held)
{
    return {held.way, held.evidence};
}

void let_join(const Settling& in)
{
    const auto verdict = may(in.tx, in.site, in.list, policy::Act::subscribe,
                             {.address = in.held.address, .confirmed = true}, std::nullopt, in.now);
    const model::Request asked{.list = in.list.id,
                               .address = in.held.address,
                               .name = in.held.name,
                               .language = in.held.language,
                               .wording = in.held.wording,
                               .created = in.held.created};
    if (join(in.tx, in.site, in.list, asked, evidence_of(in.held), in.now) && verdict.notify)
        tell_owners(in.tx, in.site, in.list, {in.held.name, in.held.address}, true, in.now);
}

void let_leave(const Settling& in)
{
    if (const auto member = membership(in.tx, in))
        quit(in.tx, in.site, *member, in.list,
             {.wording = in.held.wording,
              .evidence = evidence_of(in.held),
              .asked = in.held.created,
              .language = in.held.language},
             in.now);
}

Shortfall let_out(const Settling& in)
{
    const auto recipients = distribute(in.tx, in.site, in.list, in.held.message.value(), in.now);
    if (!recipients)
        return Shortfall::sent_before;
    tell_outcome(in.tx, in.site, in.list, in.held, *recipients, "", in.now);
    return Shortfall::none;
}

Shortfall accept(const Settling& in)
{
    switch (in.held.kind) {
    case model::HeldKind::post: return let_out(in);
    case model::HeldKind::subscribe: let_join(in); break;
    case model::HeldKind::unsubscribe: let_leave(in); break;
    case model::HeldKind::list: break;
    }
    return Shortfall::none;
}

Shortfall carry_out(const Settling& in)
{
    if (in.decision.says_yes()) {
        const Shortfall shortfall = accept(in);
        return in.decision.kind == Did::trust && shortfall == Shortfall::none ? trust(in)
                                                                              : shortfall;
    }
    if (in.decision.kind == Did::reject)
        tell_outcome(in.tx, in.site, in.list, in.held, 0, in.decision.reason, in.now);
    return in.decision.kind == Did::ban ? ban(in) : Shortfall::none;
}

/// Why nothing can be decided; `approved` when it can.
Kind obstacle(const model::Held& held, const model::List& list, const Decision& decision, Time now)
{
    if (held.done)
        return Kind::already;
    if (held.expires <= now)
        return Kind::expired;
    const bool is_too_late =
        decision.says_yes() && !list.open && held.kind != model::HeldKind::unsubscribe;
    return is_too_late ? Kind::closed : Kind::approved;
}

}  // namespace

Outcome settle(store::Tx& tx, const model::Site& site, model::HeldId id, const Decision& decision,
               const std::string& by, Time now)
{
    Outcome outcome{.held = store::find_held(tx, id)};
    if (!outcome.held)
        return outcome;
    if (outcome.held->kind == model::HeldKind::list)
        return settle_list(tx, site, id, decision, by, now);
    outcome.list = store::find_list(tx, outcome.held->list);
    outcome.kind = obstacle(*outcome.held, outcome.list.value(), decision, now);
    if (outcome.kind != Kind::approved)
        return outcome;
    const auto word = words[static_cast<std::size_t>(decision.kind)];
    if (!store::decide_held(tx, id, word, by, now)) {
        outcome.kind = Kind::already;
        return outcome;
    }
    outcome.held = store::find_held(tx, id);
    store::finish_requests(tx, id, word, now);
    outcome.shortfall = carry_out({tx, site, *outcome.list, *outcome.held, decision, by, now});
    outcome.kind = decision.says_yes() ? Kind::approved : Kind::rejected;
    log::info("settle held={} kind={} outcome={}", model::number(id),
              model::to_word(outcome.held->kind), word);
    return outcome;
}

}  // namespace colporteur::lists
