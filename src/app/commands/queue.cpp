// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"

namespace colporteur::app {
namespace {

constexpr int page = 1000;

std::string state_of(const store::QueuedMailing& mailing)
{
    const auto& tally = mailing.tally;
    if (mailing.paused)
        return "paused";
    if (mailing.filling)
        return "filling";
    return tally.due + tally.leased + tally.deferred > 0 ? "sending" : "done";
}

Record to_row(Call& call, const store::QueuedMailing& mailing)
{
    const auto list = mailing.list ? store::find_list(call.db(), *mailing.list) : std::nullopt;
    return {
        {"id", model::number(mailing.id), N_("ID")},
        {"list", list ? Value{list->address.text()} : Value{}, N_("List")},
        {"state", state_of(mailing), N_("State")},
        {"due", mailing.tally.due, N_("Due")},
        {"leased", mailing.tally.leased, N_("In hand")},
        {"deferred", mailing.tally.deferred, N_("Deferred")},
        {"sent", mailing.tally.sent, N_("Sent")},
        {"failed", mailing.tally.failed, N_("Failed")},
        {"created", to_value(mailing.created), N_("Created")},
        {"subject", mailing.subject, N_("Subject")},
    };
}

Result<void> list(Call& call)
{
    Listing listing{call.terminal};
    for (const auto& mailing : store::queued_mailings(call.db(), call.given.has("--all")))
        listing.add(to_row(call, mailing));
    return {};
}

Result<store::QueuedMailing> need_mailing(Call& call)
{
    const auto id = need_id<model::MailingId>(call);
    if (!id)
        return fail(id.error());
    for (auto& mailing : store::queued_mailings(call.db(), true))
        if (mailing.id == *id)
            return std::move(mailing);
    return call.fail(Code::not_found,
                     N_("there is no mailing {}: see `colporteur queue list --all`"),
                     model::number(*id));
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
    const auto count = store::retry_mailing(tx, mailing->id, call.now);
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
    const auto count = store::drop_mailing(tx, mailing->id, "dropped by an administrator");
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

Result<void> pause(Call& call)
{
    return set_paused(call, true);
}

Result<void> resume(Call& call)
{
    return set_paused(call, false);
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
        {"queue pause", N_("Hold a mailing back"), {id_word}, {"colporteur queue pause 12"}, pause},
        {"queue resume",
         N_("Let a paused mailing go on"),
         {id_word},
         {"colporteur queue resume 12"},
         resume},
    };
}

}  // namespace colporteur::app
