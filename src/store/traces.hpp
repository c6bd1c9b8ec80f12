// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mail/address.hpp"
#include "model/ids.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// A mail that did not reach somebody.
struct FailedMail {
    std::optional<model::ListId> list{};  ///< nothing: the automaton's own mail
    std::string subject{};
    Time at{};
    std::string reply{};  ///< what the relay said
};

/// What failed for an address, as long as the ledger keeps it; oldest first.
std::vector<FailedMail> failures_of(Db& db, const mail::Address& address);

/// Takes away what stands of an address outside the people's own rows (store/people.hpp): questions
/// it was asked, what it has waiting, notes of answers, its name in the ledger, the mails that went
/// to it alone, its name in the records of changes, decisions and blocks. What is due for it is not
/// sent.
///
/// Stays: a copy that is on its way at this moment, until the ledger is swept; a block of that
/// address, which is somebody else's decision; posts (disown_archived). Reads the whole ledger.
void erase_traces(Tx& tx, const mail::Address& address);

}  // namespace colporteur::store
