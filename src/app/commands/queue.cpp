// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/mailings.hpp"
#include "base/utf8.hpp"
#include "store/ledger.hpp"

namespace colporteur::app {
namespace {

constexpr int page = 1000;

std::string state_of(const store::QueuedMailing& mailing)
{
    if (mailing.paused)
        return "paused";
    if (mailing.filling)
        return "filling";
    const auto& tally = mailing.tally;
    if (tally.left() == 0)
        return "done";
    return tally.left() == tally.paused ? "paused" : "sending";
}

Record to_row(Call& call, const store::QueuedMailing& mailing)
{
    return {
        {"id", model::number(mailing.id), N_("ID")},
        {"list", list_of(call, mailing), N_("List")},
        {"state", state_of(mailing), N_("State")},
        {"due", mailing.tally.due, N_("Due")},
        {"leased", mailing.tally.leased, N_("In hand")},
        {"deferred", mailing.tally.deferred, N_("Deferred")},
        {"paused", mailing.tally.paused},
        {"sent", mailing.tally.sent, N_("Sent")},
        {"failed", mailing.tally.failed, N_("Failed")},
        {"cancelled", mailing.tally.cancelled},
        {"created", to_value(mailing.created), N_("Created")},
        {"subject", mailing.subject, N_("Subject")},
    };
}

Result<void> list(Call& call)
{
    warn_of_pause(call);
    Listing listing{call.terminal};
    for (const auto& mailing : store::queued_mailings(call.db(), call.given.has("--all")))
        listing.add(to_row(call, mailing));
    return {};
}

Record to_record(const model::Delivery& delivery)
{
    const bool waiting = delivery.state == model::DeliveryState::due;
    return {
        {"recipient", delivery.recipient.text(), N_("Recipient")},
        {"state", std::string{model::to_word(delivery.state)}, N_("State")},
        {"attempts", std::int64_t{delivery.attempts}, N_("Attempts")},
        {"due", to_value(waiting ? std::optional{delivery.due} : std::nullopt), N_("Next attempt")},
        {"reply", delivery.reply, N_("Last reply")},
    };
}

// The copies that are not sent; the sent ones too when asked for. At most a page.
std::vector<Record> copies(Call& call, model::MailingId id, bool all)
{
    std::vector<Record> records;
    model::DeliveryId last{};
    while (records.size() < page) {
        const auto deliveries = store::deliveries_of(call.db(), id, last, page);
        if (deliveries.empty())
            break;
        for (const model::Delivery& delivery : deliveries)
            if ((all || delivery.state != model::DeliveryState::sent) && records.size() < page)
                records.push_back(to_record(delivery));
        last = deliveries.back().id;
    }
    return records;
}

Result<void> show(Call& call)
{
    const auto mailing = need_mailing(call);
    if (!mailing)
        return fail(mailing.error());
    const auto unsent = copies(call, mailing->id, call.given.has("--all"));
    Record record = to_row(call, *mailing);
    record.push_back({"copies", unsent});
    call.terminal.show(record);
    if (call.terminal.speaks_json() || unsent.empty())
        return {};
    call.terminal.out() << '\n';
    Listing listing{call.terminal};
    for (const Record& copy : unsent)
        listing.add(copy);
    return {};
}

Result<void> retry(Call& call)
{
    const auto mailing = need_mailing(call);
    if (!mailing)
        return fail(mailing.error());
    store::Tx tx{call.db()};
    const auto count = store::retry_mailing(tx, mailing->id, false, call.now);
    tx.commit();
    call.terminal.say(N_("Copies that are due again at once: {}."), count);
    return {};
}

Result<void> drop(Call& call)
{
    const auto mailing = need_mailing(call);
    if (!mailing)
        return fail(mailing.error());
    store::Tx tx{call.db()};
    const auto count = store::cancel_mailing(tx, mailing->id, "dropped by an administrator");
    tx.commit();
    call.terminal.say(N_("Copies that will not be sent: {}."), count);
    return {};
}

Result<void> set_paused(Call& call, bool paused)
{
    const auto mailing = need_mailing(call);
    if (!mailing)
        return fail(mailing.error());
    store::Tx tx{call.db()};
    store::pause_mailing(tx, mailing->id, paused);
    tx.commit();
    call.terminal.say(paused ? N_("Mailing {} is paused.") : N_("Mailing {} goes on."),
                      model::number(mailing->id));
    return {};
}

tl::unexpected<Error> nothing_named(const Call& call)
{
    return call.fail(Code::invalid, N_("say which mailing, or --all"));
}

Result<void> pause_everything(Call& call)
{
    const std::string reason = one_line(
        call.given.option("ID", call.terminal.words(N_("by `colporteur queue pause --all`"))));
    store::Tx tx{call.db()};
    store::pause_sending(tx, reason);
    tx.commit();
    call.terminal.say(
        N_("All sending is paused: nothing leaves until `colporteur queue resume "
           "--all`."));
    return {};
}

Result<void> resume_everything(Call& call)
{
    store::Tx tx{call.db()};
    const bool paused = store::sending_paused(tx).has_value();
    store::resume_sending(tx);
    tx.commit();
    call.terminal.say(paused ? N_("Sending goes on.") : N_("Sending was not paused."));
    return {};
}

Result<void> pause(Call& call)
{
    if (call.given.has("--all"))
        return pause_everything(call);
    return call.given.has("ID") ? set_paused(call, true) : nothing_named(call);
}

Result<void> resume(Call& call)
{
    if (call.given.has("--all"))
        return resume_everything(call);
    return call.given.has("ID") ? set_paused(call, false) : nothing_named(call);
}

}  // namespace

std::vector<Command> queue_commands()
{
    return {
        {"queue list",
         N_("List what is still to be delivered"),
         {{"--all", "", N_("Finished mailings too")}, json_switch},
         {"colporteur queue list"},
         list},
        {"queue show",
         N_("Show one mailing and its copies that are not sent"),
         {id_word, {"--all", "", N_("The sent copies too")}, json_switch},
         {"colporteur queue show 12"},
         show},
        {"queue retry",
         N_("Try failed and deferred copies again at once"),
         {id_word},
         {"colporteur queue retry 12"},
         retry},
        {"queue drop",
         N_("Give up what is not sent yet"),
         {id_word},
         {"colporteur queue drop 12"},
         drop},
        {"queue pause",
         N_("Hold a mailing back, or everything"),
         {{"ID", "", N_("A number as the listing shows it; with --all, the reason in words")},
          {"--all", "", N_("All sending, until `queue resume --all`")}},
         {"colporteur queue pause 12", "colporteur queue pause --all \"we move to another relay\""},
         pause},
        {"queue resume",
         N_("Let a paused mailing go on, or everything"),
         {{"ID", "", N_("A number as the listing shows it")},
          {"--all", "", N_("All sending; mailings paused by themselves stay so")}},
         {"colporteur queue resume 12", "colporteur queue resume --all"},
         resume},
    };
}

}  // namespace colporteur::app
