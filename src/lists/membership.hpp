// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: what joining and leaving come down to, whichever way the will was proven.
#pragma once

#include "lists/subscription.hpp"

namespace colporteur::lists {

/// Whether whoever joins gets the welcome mail.
enum class Welcome { mail, none };

/// Subscribes whoever asked, records the consent, keeps what they answered to the list's questions,
/// sends the welcome. Who had asked to be forgotten has come back by this. False when they were
/// subscribed already: then nothing was done.
bool join(store::Tx& tx, const model::Site& site, const model::List& list,
          const model::Request& request, const Evidence& evidence, Time now,
          Welcome welcome = Welcome::mail);

/// What the record of a leaving says besides who and when.
struct Leaving {
    std::string wording{};
    Evidence evidence{};
    Time asked;
    std::string language{};  ///< of the goodbye; "" gives the person's, else the list's
    bool quietly = false;    ///< without a goodbye
    std::optional<mail::Address> asker{};  ///< who gets the goodbye, if another address of theirs
};

/// Unsubscribes, records that the consent was taken back, says goodbye. False when they had left
/// already.
bool quit(store::Tx& tx, const model::Site& site, const model::Member& member,
          const model::List& list, const Leaving& leaving, Time now);

}  // namespace colporteur::lists
