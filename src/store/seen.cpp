// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/seen.hpp"

namespace colporteur::store {

bool see(Tx& tx, std::string_view scope, std::string_view digest, Time now)
{
    constexpr auto sql =
        "INSERT INTO seen (scope, digest, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    return tx.db().run(sql, scope, Blob{digest}, now) == 1;
}

std::int64_t sweep_seen(Tx& tx, Time before, int limit)
{
    constexpr auto sql = R"(
        DELETE FROM seen WHERE (scope, digest) IN (
            SELECT scope, digest FROM seen WHERE at < $1 ORDER BY at LIMIT $2))";
    return tx.db().run(sql, before, limit);
}

}  // namespace colporteur::store
