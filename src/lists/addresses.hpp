// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's addresses: a second one beside the first, a new one in place of the old.
#pragma once

#include "lists/subscription.hpp"

namespace colporteur::lists {

/// Somebody whose mailbox has answered names another address that is theirs as well.
struct AddressWish {
    enum class Kind {
        add,        ///< beside the asker's
        move_here,  ///< it is the old one, the asker's takes its place
        move_there  ///< it is the new one
    };

    Kind kind = Kind::add;
    mail::Mailbox asker;
    mail::Address asker_address;  ///< of theirs, the one it is about; asker.address as a rule
    mail::Address other;
    std::string language{};
    std::string in_reply_to{};
};

/// Asks the other mailbox, by a mail valid for 7 days: nothing changes before both have answered.
Asked ask_other_address(store::Tx& tx, const model::Site& site, const model::Domain& domain,
                        const AddressWish& wish, Time now);

/// Carries out an accepted answer that is about no list: joins addresses, or moves everything from
/// the old one to the new; both are told. Commands are for whoever reads commands to carry out.
Outcome::Kind accept_about_person(store::Tx& tx, const model::Site& site,
                                  const model::Request& request, const Evidence& evidence,
                                  Time now);

}  // namespace colporteur::lists
