// SPDX-License-Identifier: AGPL-3.0-or-later
// Letters: which there are, how one fares, and when it may leave.
#include <chrono>

#include "app/commands/mailings.hpp"
#include "app/letter_page.hpp"
#include "app/screen.hpp"
#include "base/utf8.hpp"
#include "delivery/schedule.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds between_pages{1000};
constexpr int rests_for_each_look = 4;  ///< looking costs at most a fifth of one core

Record to_row(Call& call, const store::QueuedMailing& letter)
{
    const Zone& zone = call.config.zone;
    const auto state = call.terminal.speaks_json()
                           ? std::string{to_word(state_of(letter, zone, call.now))}
                           : describe_state(call.terminal, letter, zone, call.now);
    const auto& [not_before, hours] = letter.schedule;
    return {
        {"id", model::number(letter.id), N_("ID")},
        {"list", list_of(call, letter), N_("List")},
        {"state", state, N_("State")},
        {"left", letter.tally.left(), N_("To go")},
        {"sent", letter.tally.sent, N_("Sent")},
        {"failed", letter.tally.failed, N_("Failed")},
        {"cancelled", letter.tally.cancelled},
        {"not_before", to_value(not_before)},
        {"hours", hours ? Value{delivery::to_text(*hours)} : Value{}},
        {"created", to_value(letter.created)},
        {"subject", letter.subject, N_("Subject")},
    };
}

Result<void> list(Call& call)
{
    warn_of_pause(call);
    Listing listing{call.terminal};
    for (const auto& mailing : store::queued_mailings(call.db(), call.given.has("--all")))
        if (is_letter(mailing))
            listing.add(to_row(call, mailing));
    return {};
}

// The newest that is not finished, else the newest.
Result<model::MailingId> newest_letter(Call& call)
{
    for (const bool all : {false, true})
        for (const auto& mailing : store::queued_mailings(call.db(), all))
            if (is_letter(mailing))
                return mailing.id;
    return call.fail(Code::not_found, N_("there has been no letter yet"));
}

Result<model::MailingId> wanted_letter(Call& call)
{
    if (!call.given.has("ID"))
        return newest_letter(call);
    const auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    return letter->id;
}

void watch(Call& call, model::MailingId id)
{
    Screen screen{call.terminal.out()};
    while (true) {
        const auto began = steady_clock::now();
        const Time moment = colporteur::now();
        const auto status = look_at(call.db(), call.config, id, moment);
        if (!status)
            return;
        const auto page = page_of(call.terminal, *status, call.config.zone, moment);
        if (is_over(status->state)) {
            screen.leave(page);
            return;
        }
        screen.draw(page);
        const auto cost = std::chrono::ceil<milliseconds>(steady_clock::now() - began);
        if (!screen.rest(std::max(between_pages, cost * rests_for_each_look)))
            return;
    }
}

Result<void> status(Call& call)
{
    const auto id = wanted_letter(call);
    if (!id)
        return fail(id.error());
    const bool json = call.terminal.speaks_json();
    if (!json && !call.given.has("--once") && Screen::possible()) {
        watch(call, *id);
        return {};
    }
    const auto status = look_at(call.db(), call.config, *id, call.now).value();
    if (json)
        call.terminal.show(to_record(status));
    else
        print_page(call.terminal, status, call.config.zone, call.now);
    return {};
}

Result<std::optional<Time>> wanted_time(const Call& call, const std::string& typed)
{
    if (typed == "now")
        return std::nullopt;
    const auto time = parse_local_time(typed, call.config.zone);
    if (!time)
        return call.fail(Code::invalid,
                         N_("{} is not a time: expected a date and a time, such as "
                            "\"2026-12-01 09:00\", or now"),
                         one_line(typed));
    if (*time <= call.now)
        return call.fail(
            Code::invalid, N_("{} is over (it is {} in {}): give a later time, or now"),
            one_line(typed), to_local_text(call.now, call.config.zone), call.config.zone.name());
    return *time;
}

Result<model::Schedule> wanted_schedule(const Call& call, model::Schedule schedule)
{
    const auto not_before = call.given.option("--not-before");
    const auto hours = call.given.option("--hours");
    if (!not_before && !hours)
        return call.fail(Code::invalid, N_("say when: with --not-before, with --hours or both"));
    if (not_before) {
        const auto time = wanted_time(call, *not_before);
        if (!time)
            return fail(time.error());
        schedule.not_before = *time;
    }
    if (hours) {
        const auto wanted = delivery::parse_hours(*hours);
        if (!wanted)
            return call.fail(Code::invalid,
                             N_("{} are no hours: expected such as 08:00-20:00, or any"),
                             one_line(*hours));
        schedule.hours = *wanted;
    }
    return schedule;
}

Result<void> schedule(Call& call)
{
    auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    const auto wanted = wanted_schedule(call, letter->schedule);
    if (!wanted)
        return fail(wanted.error());
    if (is_over(state_of(*letter, call.config.zone, call.now)))
        return call.fail(Code::conflict, N_("letter {} has nobody left to be sent to"),
                         model::number(letter->id));
    store::Tx tx{call.db()};
    store::set_schedule(tx, letter->id, *wanted);
    tx.commit();
    call.terminal.say(N_("Letter {} leaves {}."), model::number(letter->id),
                      describe_schedule(call.terminal, *wanted, call.config.zone));
    if (letter->tally.sent > 0)
        call.terminal.say(N_("Who had it already: {}."), letter->tally.sent);
    return {};
}

}  // namespace

std::vector<Command> letter_commands()
{
    return {
        {"letter list",
         N_("List the letters on their way, newest first"),
         {{"--all", "", N_("Finished letters too")}, json_switch},
         {"colporteur letter list"},
         list},
        {"letter status",
         N_("Show how a letter fares; in a terminal, until it is done"),
         {{"ID", "", N_("The letter's number; without it, the newest one under way")},
          {"--once", "", N_("Once, also in a terminal")},
          json_switch},
         {"colporteur letter status", "colporteur letter status 12 --once",
          "colporteur letter status 12 --json"},
         status},
        {"letter schedule",
         N_("Say when a letter may leave"),
         {id_word,
          {"--not-before", "TIME",
           N_("\"2026-12-01 09:00\" on the clock of the configured time zone, or now")},
          {"--hours", "HOURS", N_("Of each day, such as 08:00-20:00; or any")}},
         {"colporteur letter schedule 12 --not-before \"2026-12-01 09:00\"",
          "colporteur letter schedule 12 --hours 08:00-20:00",
          "colporteur letter schedule 12 --not-before now --hours any"},
         schedule},
    };
}

}  // namespace colporteur::app
