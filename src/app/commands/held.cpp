// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/held.hpp"

#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/ascii.hpp"
#include "lists/moderation/reasons.hpp"
#include "lists/moderation/settle.hpp"
#include "lists/moderation/sight.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"

namespace colporteur::app {
namespace {

using Did = lists::Decision::Kind;
using Kind = lists::Outcome::Kind;

std::string subject_of(Call& call, const std::optional<model::MessageKey>& message)
{
    return message ? mail::Message{store::get_message(call.db(), *message)}.subject() : "";
}

Value address_of_list(Call& call, model::ListId id)
{
    const auto list = store::find_list(call.db(), id);
    return list ? Value{list->address.text()} : Value{};
}

Record to_record(Call& call, const model::Held& held)
{
    return {
        {"id", model::number(held.id), N_("ID")},
        {"list", address_of_list(call, held.list), N_("List")},
        {"kind", std::string{model::to_word(held.kind)}, N_("Kind")},
        {"waits_for", std::string{held.for_owners ? "owners" : "moderators"}, N_("Waits for")},
        {"from", held.address.text(), N_("From")},
        {"created", to_value(held.created), N_("Created")},
        {"expires", to_value(held.expires), N_("Expires")},
        {"subject", subject_of(call, held.message), N_("Subject")},
        {"rules", lists::rules_of(held.reasons)},
    };
}

/// A letter that waits for its author's own word; nobody else decides about it, so it has no
/// number.
Record to_record(Call& call, const model::Request& request)
{
    return {
        {"id", Value{}, N_("ID")},
        {"list", request.list ? address_of_list(call, *request.list) : Value{}, N_("List")},
        {"kind", std::string{model::to_word(request.kind)}, N_("Kind")},
        {"waits_for", request.address.text(), N_("Waits for")},
        {"from", request.address.text(), N_("From")},
        {"created", to_value(request.created), N_("Created")},
        {"expires", to_value(request.expires), N_("Expires")},
        {"subject", subject_of(call, request.message), N_("Subject")},
        {"rules", std::vector<std::string>{}},
    };
}

Result<void> list(Call& call)
{
    std::optional<model::ListId> of;
    if (call.given.has("LIST")) {
        const auto list = need_list(call);
        if (!list)
            return fail(list.error());
        of = list->id;
    }
    Listing listing{call.terminal};
    for (const model::Held& held : store::open_held(call.db(), of))
        listing.add(to_record(call, held));
    for (const model::Request& request : store::open_requests(call.db(), of, call.now))
        if (request.kind == model::RequestKind::post)
            listing.add(to_record(call, request));
    return {};
}

tl::unexpected<Error> not_held(const Call& call, model::HeldId id)
{
    return call.fail(Code::not_found,
                     N_("nothing of number {} waits for a decision: see `colporteur held list`"),
                     model::number(id));
}

Result<void> show(Call& call)
{
    const auto id = need_id<model::HeldId>(call);
    if (!id)
        return fail(id.error());
    const auto held = store::find_held(call.db(), *id);
    if (!held)
        return not_held(call, *id);
    if (call.given.has("--message") && held->message) {
        call.terminal.out() << store::get_message(call.db(), *held->message);
        return {};
    }
    const auto sight = lists::look_at_held(call.db(), call.site(), *held,
                                           text::language(call.terminal.language()));
    std::vector<std::string> attachments;
    for (const lists::Attachment& attachment : sight.attachments)
        attachments.push_back(attachment.name);
    Record record = to_record(call, *held);
    record.push_back({"reasons", sight.reasons, N_("Reasons")});
    record.push_back({"attachments", attachments, N_("Attachments")});
    record.push_back({"outcome", held->outcome, N_("Outcome")});
    record.push_back({"decided_by", held->decided_by, N_("Decided by")});
    record.push_back({"text", sight.text});
    call.terminal.show(record);
    if (!call.terminal.speaks_json())
        for (const std::string_view line : split(sight.text, '\n'))
            call.terminal.out() << "> " << line << '\n';
    return {};
}

Result<void> say_outcome(Call& call, const lists::Outcome& outcome, model::HeldId id)
{
    const auto number = model::number(id);
    switch (outcome.kind) {
    case Kind::approved: call.terminal.say(N_("{} is accepted."), number); break;
    case Kind::rejected: call.terminal.say(N_("{} is not accepted."), number); break;
    case Kind::already:
        return call.fail(Code::conflict, N_("{} is decided already: {}, by {}"), number,
                         outcome.held->outcome, outcome.held->decided_by);
    case Kind::closed:
        return call.fail(Code::conflict, N_("the list of {} is closed: open it, or reject"),
                         number);
    case Kind::expired:
        return call.fail(Code::conflict, N_("{} has lapsed: nobody decided in time"), number);
    default: return not_held(call, id);
    }
    if (outcome.shortfall == lists::Shortfall::no_member)
        call.terminal.say(N_("{} is not a member: what they write next will wait again."),
                          outcome.held->address.text());
    if (outcome.shortfall == lists::Shortfall::protected_address)
        call.terminal.say(N_("{} is not blocked: it belongs to somebody who looks after the list, "
                             "or would block others too."),
                          outcome.held->address.text());
    if (outcome.shortfall == lists::Shortfall::sent_before)
        call.terminal.say(N_("That very message had gone out already."));
    return {};
}

Result<void> decide(Call& call, Did did)
{
    const auto id = need_id<model::HeldId>(call);
    if (!id)
        return fail(id.error());
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const auto outcome = lists::settle(tx, site, *id, {did, call.given.option("--reason", "")},
                                       account_name(), call.now);
    auto said = say_outcome(call, outcome, *id);
    if (said) {
        tx.commit();
        call.tell_server();
    }
    return said;
}

Result<void> approve(Call& call)
{
    return decide(call, call.given.has("--trust") ? Did::trust : Did::accept);
}

Result<void> reject(Call& call)
{
    return decide(call, Did::reject);
}

Result<void> drop(Call& call)
{
    return decide(call, call.given.has("--ban") ? Did::ban : Did::discard);
}

}  // namespace

std::vector<Command> held_commands()
{
    return {
        {"held list",
         N_("List the posts and wishes that wait for a decision"),
         {{"LIST", "", N_("Only those of this list")}, json_switch},
         {"colporteur held list"},
         list},
        {"held show",
         N_("Show one of them, with its text and why it waits"),
         {id_word, {"--message", "", N_("The message itself, as it came")}, json_switch},
         {"colporteur held show 12"},
         show},
        {"held approve",
         N_("Accept it"),
         {id_word, {"--trust", "", N_("Also what this author writes next, without asking")}},
         {"colporteur held approve 12"},
         approve},
        {"held reject",
         N_("Reject it, and tell its sender"),
         {id_word, {"--reason", "TEXT", N_("For the sender: in own words, or a stock reason")}},
         {"colporteur held reject 12 --reason off-topic"},
         reject},
        {"held drop",
         N_("Throw it away, and tell nobody"),
         {id_word, {"--ban", "", N_("Nothing more from this address on this list")}},
         {"colporteur held drop 12 --ban"},
         drop},
    };
}

}  // namespace colporteur::app
