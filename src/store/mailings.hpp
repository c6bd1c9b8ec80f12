// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "model/mailing.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Keeps a mailing without recipients. `fingerprint`: what makes a letter the same letter, or ""
/// for mail that may be sent twice. Nothing when the list has had that fingerprint before.
std::optional<model::MailingId> add_mailing(Tx& tx, const model::Mailing& mailing,
                                            std::string_view fingerprint);
std::optional<model::Mailing> find_mailing(Db& db, model::MailingId id);

}  // namespace colporteur::store
