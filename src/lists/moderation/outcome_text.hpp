// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lists/subscription.hpp"
#include "text/template.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {

/// What a moderator is told of a decision: values of parts/decision.txt and web/decision.html.
///
/// One of ACCEPTED, REJECTED, DISCARDED, ALREADY (BY, AT; HAS_BY when somebody's), LAPSED, CLOSED,
/// UNKNOWN; POST (SUBJECT, READERS), JOIN or LEAVE (WHO); with ALREADY one of WAS_ACCEPTED,
/// WAS_REJECTED, WAS_DISCARDED; TRUSTED, BANNED, NO_MEMBER, PROTECTED, SENT_BEFORE.
text::Values decision_values(store::Db& db, const model::Site& site, const Outcome& outcome,
                             const text::Language& language);

}  // namespace colporteur::lists
