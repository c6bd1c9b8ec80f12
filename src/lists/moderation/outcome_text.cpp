// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/outcome_text.hpp"

#include "base/zone.hpp"
#include "lists/mails.hpp"
#include "lists/posting.hpp"

namespace colporteur::lists {
namespace {

using Kind = Outcome::Kind;

std::string deed_of(const std::string& outcome)
{
    if (outcome == "accepted" || outcome == "trusted")
        return "ACCEPTED";
    return outcome == "rejected" ? "REJECTED" : "DISCARDED";
}

std::string state_of(const Outcome& outcome)
{
    switch (outcome.kind) {
    case Kind::approved:
    case Kind::rejected: return deed_of(outcome.held->outcome);
    case Kind::already: return outcome.held->outcome == "expired" ? "LAPSED" : "ALREADY";
    case Kind::expired: return "LAPSED";
    case Kind::closed: return "CLOSED";
    default: break;
    }
    return "UNKNOWN";
}

void add_matter(text::Values& values, store::Db& db, const Outcome& outcome,
                const text::Language& language)
{
    const model::Held& held = *outcome.held;
    values.set("WHO", held.name.empty() ? held.address.text()
                                        : held.name + " <" + held.address.text() + ">");
    values.set("LIST_TITLE", outcome.list->title);
    if (!held.message) {
        values.show(held.kind == model::HeldKind::list          ? "LIST"
                    : held.kind == model::HeldKind::unsubscribe ? "LEAVE"
                                                                : "JOIN");
        return;
    }
    const Summary summary = summarize(db, *outcome.list, *held.message);
    values.show("POST")
        .set("SUBJECT", summary.subject)
        .set("READERS", readers(summary.recipients, language.code()));
}

void add_shortfall(text::Values& values, const Outcome& outcome)
{
    const bool done = outcome.shortfall == Shortfall::none;
    switch (outcome.shortfall) {
    case Shortfall::none: break;
    case Shortfall::no_member: values.show("NO_MEMBER"); break;
    case Shortfall::protected_address: values.show("PROTECTED"); break;
    case Shortfall::sent_before: values.show("SENT_BEFORE"); break;
    }
    if (done && outcome.held->outcome == "trusted")
        values.show("TRUSTED");
    if (done && outcome.held->outcome == "banned")
        values.show("BANNED");
}

}  // namespace

text::Values decision_values(store::Db& db, const model::Site& site, const Outcome& outcome,
                             const text::Language& language)
{
    text::Values values;
    const std::string state = outcome.held && outcome.list ? state_of(outcome) : "UNKNOWN";
    values.show(state);
    if (state == "UNKNOWN")
        return values;
    add_matter(values, db, outcome, language);
    if (state == "ALREADY") {
        values.show("WAS_" + deed_of(outcome.held->outcome))
            .set("AT", to_local_text(outcome.held->done.value(), site.zone));
        if (!outcome.held->decided_by.empty())
            values.add("HAS_BY", text::Values{}.set("BY", outcome.held->decided_by));
    } else if (outcome.kind == Kind::approved || outcome.kind == Kind::rejected) {
        add_shortfall(values, outcome);
    }
    return values;
}

}  // namespace colporteur::lists
