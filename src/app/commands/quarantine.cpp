// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"

namespace colporteur::app {
namespace {

Record to_record(Call& call, const model::Job& job)
{
    const mail::Message message{store::get_message(call.db(), job.message)};
    return {
        {"id", model::number(job.id), N_("ID")},
        {"purpose", std::string{model::to_word(job.purpose)}, N_("Purpose")},
        {"recipient", job.recipient.text(), N_("Recipient")},
        {"sender", job.sender ? Value{job.sender->text()} : Value{}, N_("Sender")},
        {"received", to_value(job.received), N_("Received")},
        {"attempts", std::int64_t{job.attempts}},
        {"subject", message.subject(), N_("Subject")},
        {"reason", job.reason, N_("Reason")},
    };
}

tl::unexpected<Error> not_quarantined(const Call& call, model::JobId id)
{
    return call.fail(
        Code::not_found,
        N_("there is nothing of number {} in quarantine: see `colporteur quarantine list`"),
        model::number(id));
}

Result<model::Job> need_job(Call& call)
{
    const auto id = need_id<model::JobId>(call);
    if (!id)
        return fail(id.error());
    const auto job = store::find_job(call.db(), *id);
    if (!job || job->state != model::JobState::quarantined)
        return not_quarantined(call, *id);
    return *job;
}

Result<void> list(Call& call)
{
    Listing listing{call.terminal};
    for (const model::Job& job : store::quarantined_jobs(call.db()))
        listing.add(to_record(call, job));
    return {};
}

Result<void> show(Call& call)
{
    const auto job = need_job(call);
    if (!job)
        return fail(job.error());
    if (call.given.has("--message"))
        call.terminal.out() << store::get_message(call.db(), job->message);
    else
        call.terminal.show(to_record(call, *job));
    return {};
}

Result<void> retry(Call& call)
{
    const auto job = need_job(call);
    if (!job)
        return fail(job.error());
    store::Tx tx{call.db()};
    if (!store::retry_job(tx, job->id, call.now))
        return not_quarantined(call, job->id);
    tx.commit();
    call.terminal.say(N_("{} will be worked on again."), model::number(job->id));
    return {};
}

Result<void> drop(Call& call)
{
    const auto job = need_job(call);
    if (!job)
        return fail(job.error());
    store::Tx tx{call.db()};
    if (!store::drop_job(tx, job->id))
        return not_quarantined(call, job->id);
    tx.commit();
    call.terminal.say(N_("{} is forgotten."), model::number(job->id));
    return {};
}

}  // namespace

std::vector<Command> quarantine_commands()
{
    return {
        {"quarantine list",
         N_("List what the program could not digest"),
         {json_switch},
         {"colporteur quarantine list"},
         list},
        {"quarantine show",
         N_("Show one message in quarantine and the reason"),
         {id_word, {"--message", "", N_("The message itself, as it came")}, json_switch},
         {"colporteur quarantine show 7 --message > message.eml"},
         show},
        {"quarantine retry",
         N_("Work on it again"),
         {id_word},
         {"colporteur quarantine retry 7"},
         retry},
        {"quarantine drop", N_("Forget it"), {id_word}, {"colporteur quarantine drop 7"}, drop},
    };
}

}  // namespace colporteur::app
