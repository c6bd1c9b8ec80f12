// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "app/terminal.hpp"
#include "base/zone.hpp"
#include "store/progress.hpp"

namespace colporteur::app {

/// What a letter does at this moment.
enum class LetterState {
    scheduled,   ///< its time has not come
    waiting,     ///< for its hours
    addressing,  ///< its recipients are being written into the ledger, and served meanwhile
    sending,
    paused,     ///< it, or all that is left of it
    done,       ///< nobody is left, whatever became of each
    cancelled,  ///< before anybody had it
};

/// `scheduled`, for programs.
std::string_view to_word(LetterState state);

LetterState state_of(const store::QueuedMailing& letter, const Zone& zone, Time now);

inline bool is_over(LetterState state)
{
    return state == LetterState::done || state == LetterState::cancelled;
}

/// The same for people, with the time at which it will go on.
std::string describe_state(const Terminal& terminal, const store::QueuedMailing& letter,
                           const Zone& zone, Time now);

/// "not before 2026-12-01 09:00, between 08:00-20:00"; "at any time" when nothing holds it.
std::string describe_schedule(const Terminal& terminal, const model::Schedule& schedule,
                              const Zone& zone);

/// When an administrator holds all sending back: that it is so, why, and how to go on.
std::string describe_pause(const Terminal& terminal, std::string_view reason);

}  // namespace colporteur::app
