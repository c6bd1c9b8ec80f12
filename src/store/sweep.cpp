// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "store/progress.hpp"
#include "store/rates.hpp"
#include "store/seen.hpp"

namespace colporteur::store {
namespace {

std::int64_t sweep_mailings(Tx& tx, Time before, int limit)
{
    // Row by row first: a long letter must not hold up the writer.
    constexpr auto rows = R"(
        DELETE FROM deliveries WHERE id IN (
            SELECT d.id
              FROM mailings m JOIN deliveries d ON d.mailing = m.id
             WHERE m.created < $1 AND m.id NOT IN (SELECT mailing FROM unfinished)
             LIMIT $2))";
    constexpr auto mailings = R"(
        DELETE FROM mailings WHERE id IN (
            SELECT id FROM mailings m
             WHERE created < $1 AND next_member IS NULL
               AND NOT EXISTS (SELECT 1 FROM deliveries WHERE mailing = m.id)
             LIMIT $2))";
    const auto swept = tx.db().run(rows, before, limit);
    return swept + tx.db().run(mailings, before, limit);
}

std::int64_t sweep_bounces(Tx& tx, Time before, int limit)
{
    constexpr auto sql =
        "DELETE FROM bounces WHERE id IN (SELECT id FROM bounces WHERE received < $1 LIMIT $2)";
    return tx.db().run(sql, before, limit);
}

std::int64_t sweep_requests(Tx& tx, Time before, int limit)
{
    constexpr auto sql =
        "DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE expires < $1 LIMIT $2)";
    return tx.db().run(sql, before, limit);
}

std::int64_t sweep_held(Tx& tx, Time before, int limit)
{
    constexpr auto sql =
        "DELETE FROM held WHERE id IN (SELECT id FROM held WHERE done < $1 LIMIT $2)";
    return tx.db().run(sql, before, limit);
}

std::int64_t sweep_messages(Tx& tx, Time before, Time bounces_before, int limit)
{
    constexpr auto sql = R"(
        DELETE FROM messages WHERE id IN (
            SELECT id FROM messages m
             WHERE received < $1
               AND NOT EXISTS (SELECT 1 FROM jobs WHERE message = m.id)
               AND NOT EXISTS (SELECT 1 FROM requests WHERE message = m.id)
               AND NOT EXISTS (SELECT 1 FROM mailings WHERE original = m.id)
               AND NOT EXISTS (SELECT 1 FROM held WHERE message = m.id)
               AND NOT EXISTS (SELECT 1 FROM archive WHERE original = m.id)
               AND NOT EXISTS (SELECT 1 FROM bounces WHERE message = m.id AND received >= $3)
             LIMIT $2))";
    return tx.db().run(sql, before, limit, bounces_before);
}

}  // namespace

bool sweep(Tx& tx, Time deliveries_before, Time requests_before, Time answers_before, int limit)
{
    const std::int64_t swept[] = {
        sweep_bounces(tx, deliveries_before, limit),
        sweep_mailings(tx, deliveries_before, limit),
        sweep_requests(tx, requests_before, limit),
        sweep_held(tx, requests_before, limit),
        sweep_messages(tx, answers_before, deliveries_before, limit),
        tx.db().run("DELETE FROM answers WHERE sent < $1", answers_before),
        sweep_seen(tx, deliveries_before, limit),
        sweep_rates(tx, answers_before),
    };
    return std::any_of(std::begin(swept), std::end(swept),
                       [limit](std::int64_t count) { return count >= limit; });
}

}  // namespace colporteur::store
