// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "store/db.hpp"

namespace colporteur::store {

/// Counting stops here: whoever sends more in an hour costs us no more rows.
constexpr int most_counted = 1000;

/// How often `who` (any octets: a digest of an address, "" for everybody) has come to `scope`
/// ("list:12") since then, up to `most_counted`.
int count_rate(Db& db, std::string_view scope, std::string_view who, Time since);

/// The same, without this time; and notes this time, unless there are enough notes.
int count_and_note(Tx& tx, std::string_view scope, std::string_view who, Time since, Time now);

/// Forgets what came before that moment. Notes are bounded (`most_counted`), so there is no limit.
std::int64_t sweep_rates(Tx& tx, Time before);

}  // namespace colporteur::store
