// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "lists/subscription.hpp"
#include "policy/judge.hpp"

namespace colporteur::lists {

/// A wish to join or to leave that its person has confirmed and that the policy holds.
struct HeldWish {
    model::HeldKind kind = model::HeldKind::subscribe;
    mail::Mailbox who;
    std::string language{};
    std::string wording{};  ///< the mail that was answered, whole
    Evidence evidence{};    ///< the answer
};

/// Keeps the wish for the moderators, asks them, tells its person (not when the verdict is quiet).
/// False when it waits already: then nothing was done. The consent that came with it is written
/// down once it is accepted.
bool hold_wish(store::Tx& tx, const model::Site& site, const model::List& list,
               const HeldWish& wish, const policy::Judgement& judgement, Time now);

}  // namespace colporteur::lists
