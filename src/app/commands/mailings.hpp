// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands about letters and about the queue share.
#pragma once

#include "app/commands/support.hpp"
#include "store/progress.hpp"

namespace colporteur::app {

/// The mailing given as ID.
Result<store::QueuedMailing> need_mailing(Call& call);

/// The same, if it is a letter.
Result<store::QueuedMailing> need_letter(Call& call);

/// The row of the recipient given as ADDRESS.
Result<model::Delivery> need_recipient(Call& call, const store::QueuedMailing& letter);

inline bool is_letter(const store::QueuedMailing& mailing)
{
    return mailing.priority == model::Priority::letter;
}

/// The address of the mailing's list, or null.
Value list_of(Call& call, const store::QueuedMailing& mailing);

/// When an administrator holds all sending back, says so on standard error, and how to go on.
void warn_of_pause(Call& call);

}  // namespace colporteur::app
