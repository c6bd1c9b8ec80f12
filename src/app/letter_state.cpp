// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/letter_state.hpp"

#include "delivery/schedule.hpp"

namespace colporteur::app {

std::string_view to_word(LetterState state)
{
    switch (state) {
    case LetterState::scheduled: return "scheduled";
    case LetterState::waiting: return "waiting";
    case LetterState::addressing: return "addressing";
    case LetterState::sending: return "sending";
    case LetterState::paused: return "paused";
    case LetterState::done: return "done";
    case LetterState::cancelled: break;
    }
    return "cancelled";
}

LetterState state_of(const store::QueuedMailing& letter, const Zone& zone, Time now)
{
    const store::Tally& tally = letter.tally;
    if (!letter.filling && tally.left() == 0)
        return tally.cancelled > 0 && tally.sent + tally.failed == 0 ? LetterState::cancelled
                                                                     : LetterState::done;
    if (letter.paused || (!letter.filling && tally.left() == tally.paused))
        return LetterState::paused;
    if (letter.schedule.not_before && *letter.schedule.not_before > now)
        return LetterState::scheduled;
    if (!delivery::may_leave(letter.schedule, zone, now))
        return LetterState::waiting;
    return letter.filling ? LetterState::addressing : LetterState::sending;
}

std::string describe_state(const Terminal& terminal, const store::QueuedMailing& letter,
                           const Zone& zone, Time now)
{
    const auto opens = [&] {
        return to_local_text(delivery::opens(letter.schedule, zone, now), zone);
    };
    switch (state_of(letter, zone, now)) {
    case LetterState::scheduled: return terminal.words(N_("leaves on {}"), opens());
    case LetterState::waiting: return terminal.words(N_("waits for its hours, until {}"), opens());
    case LetterState::addressing: return terminal.words(N_("being addressed and sent"));
    case LetterState::sending: return terminal.words(N_("being sent"));
    case LetterState::paused: return terminal.words(N_("paused"));
    case LetterState::done: return terminal.words(N_("done"));
    case LetterState::cancelled: break;
    }
    return terminal.words(N_("cancelled"));
}

std::string describe_schedule(const Terminal& terminal, const model::Schedule& schedule,
                              const Zone& zone)
{
    const auto time = schedule.not_before ? to_local_text(*schedule.not_before, zone) : "";
    const auto hours = schedule.hours ? delivery::to_text(*schedule.hours) : "";
    if (!time.empty() && !hours.empty())
        return terminal.words(N_("not before {}, at the hours {} ({})"), time, hours, zone.name());
    if (!time.empty())
        return terminal.words(N_("not before {} ({})"), time, zone.name());
    if (!hours.empty())
        return terminal.words(N_("at the hours {} ({})"), hours, zone.name());
    return terminal.words(N_("at any time"));
}

std::string describe_pause(const Terminal& terminal, std::string_view reason)
{
    return terminal.words(N_("ALL SENDING IS PAUSED ({}). `colporteur queue resume --all` lets it "
                             "go on."),
                          reason);
}

}  // namespace colporteur::app
