// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "store/db.hpp"

namespace colporteur::store {

/// Notes that this content (`mail::content_digest`) came to `scope`: "list:12", "robot:3". True the
/// first time, false while the note is kept; in one step, so that of two that come at once one is
/// the first. Only what is accepted, or waits for somebody's answer, should be noted: else a forged
/// copy that is dropped would block the post it was copied from (trap 10).
bool see(Tx& tx, std::string_view scope, std::string_view digest, Time now);

/// Forgets what was first seen before that moment, at most `limit` notes; returns how many.
std::int64_t sweep_seen(Tx& tx, Time before, int limit);

}  // namespace colporteur::store
