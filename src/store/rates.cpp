// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rates.hpp"

namespace colporteur::store {

int count_rate(Db& db, std::string_view scope, std::string_view who, Time since)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM (
            SELECT 1 FROM rates WHERE scope = $1 AND who = $2 AND at > $3 LIMIT $4) AS counted)";
    return db.query_one(sql, scope, Blob{who}, since, most_counted)->get<int>(0);
}

int count_and_note(Tx& tx, std::string_view scope, std::string_view who, Time since, Time now)
{
    const int count = count_rate(tx, scope, who, since);
    if (count < most_counted)
        tx.db().run("INSERT INTO rates (scope, who, at) VALUES ($1, $2, $3)", scope, Blob{who},
                    now);
    return count;
}

std::int64_t sweep_rates(Tx& tx, Time before)
{
    return tx.db().run("DELETE FROM rates WHERE at < $1", before);
}

}  // namespace colporteur::store
