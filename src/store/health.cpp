// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/health.hpp"

#include "model/words.hpp"

namespace colporteur::store {

Health examine(Db& db)
{
    // Counted along the indexes, letter by letter.
    constexpr auto waiting = R"(
        SELECT coalesce(sum(w.copies), 0), min(m.created)
          FROM (SELECT mailing, count(*) AS copies
                  FROM deliveries WHERE state = 0 AND priority = 1 GROUP BY mailing
                UNION ALL
                SELECT mailing, 1 FROM deliveries WHERE state = 0 AND priority = 0
                UNION ALL
                SELECT mailing, 1 FROM deliveries WHERE state = 1) w
               JOIN mailings m ON m.id = w.mailing)";
    constexpr auto quarantined = "SELECT count(*) FROM jobs WHERE state = $1";

    const auto queue = db.query_one(waiting);
    return {
        .schema = db.query_one("PRAGMA user_version")->get<std::int64_t>(0),
        .quarantined =
            db.query_one(quarantined, model::JobState::quarantined)->get<std::int64_t>(0),
        .copies_waiting = queue->get<std::int64_t>(0),
        .oldest_copy_waiting = queue->get<std::optional<Time>>(1),
    };
}

std::string find_damage(Db& db)
{
    const auto verdict = db.query_one("PRAGMA quick_check(1)")->get<std::string>(0);
    return verdict == "ok" ? "" : verdict;
}

}  // namespace colporteur::store
