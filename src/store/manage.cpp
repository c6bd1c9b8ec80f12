// SPDX-License-Identifier: AGPL-3.0-or-later
// What an administrator does to the ledger. A row that is on its way to the relay at that moment is
// still settled as sent if the relay takes it: see settle().
#include "store/progress.hpp"
#include "store/rows.hpp"

namespace colporteur::store {
namespace {

constexpr std::int64_t rows_at_once = 20'000;

/// Runs `update` over a mailing's rows, part by part, because SQLite keeps in memory what a
/// statement may have to undo. $1: the mailing; $2, $3: a part's first and last row; then `args`.
template <class... Args>
std::int64_t update_one(Tx& tx, const char* update, model::MailingId id, const Args&... args)
{
    constexpr auto ends = R"(
        SELECT (SELECT min(id) FROM deliveries WHERE mailing = $1),
               (SELECT max(id) FROM deliveries WHERE mailing = $1))";
    const auto row = tx.db().query_one(ends, id);
    if (row->is_null(0))
        return 0;
    const auto last = row->get<std::int64_t>(1);
    std::int64_t changed = 0;
    for (auto first = row->get<std::int64_t>(0); first <= last; first += rows_at_once)
        changed += tx.db().run(update, id, first, first + rows_at_once - 1, args...);
    return changed;
}

/// The same over the rows of a mailing and of those that it leads.
template <class... Args>
std::int64_t update_rows(Tx& tx, const char* update, model::MailingId id, const Args&... args)
{
    std::int64_t changed = 0;
    for (const Row& row : tx.db().query("SELECT id FROM mailings WHERE id = $1 OR leader = $1", id))
        changed += update_one(tx, update, row.get<model::MailingId>(0), args...);
    return changed;
}

}  // namespace

bool pause_mailing(Tx& tx, model::MailingId id, bool paused)
{
    constexpr auto sql = "UPDATE mailings SET paused = $2 WHERE id = $1 OR leader = $1";
    return tx.db().run(sql, id, paused) > 0;
}

bool set_schedule(Tx& tx, model::MailingId id, const model::Schedule& schedule)
{
    constexpr auto sql = R"(
        UPDATE mailings SET not_before = $2, hours_from = $3, hours_to = $4
         WHERE id = $1 OR leader = $1)";
    const ScheduleColumns columns{schedule};
    return tx.db().run(sql, id, columns.not_before, columns.hours_from, columns.hours_to) > 0;
}

std::int64_t retry_mailing(Tx& tx, model::MailingId id, bool cancelled, Time now)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 0, due = $5
         WHERE +mailing = $1 AND id BETWEEN $2 AND $3
           AND (state = 3 OR (state = 0 AND attempts > 0) OR (state = 5 AND $4))
           AND NOT EXISTS (SELECT 1 FROM members r WHERE r.id = member AND r.state = 1))";
    return update_rows(tx, sql, id, cancelled, now);
}

std::int64_t cancel_mailing(Tx& tx, model::MailingId id, std::string_view reason)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 5, reply = $4
         WHERE +mailing = $1 AND id BETWEEN $2 AND $3 AND state IN (0, 1, 4))";
    tx.db().run("UPDATE mailings SET next_member = NULL WHERE id = $1", id);
    return update_rows(tx, sql, id, reason);
}

bool pause_delivery(Tx& tx, model::DeliveryId id)
{
    constexpr auto sql = "UPDATE deliveries SET state = 4 WHERE id = $1 AND state IN (0, 1, 4)";
    return tx.db().run(sql, id) == 1;
}

bool resume_delivery(Tx& tx, model::DeliveryId id, Time now)
{
    constexpr auto sql = "UPDATE deliveries SET state = 0, due = $2 WHERE id = $1 AND state = 4";
    return tx.db().run(sql, id, now) == 1;
}

bool retry_delivery(Tx& tx, model::DeliveryId id, Time now)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 0, due = $2
         WHERE id = $1 AND state IN (0, 3, 5)
           AND NOT EXISTS (SELECT 1 FROM members r WHERE r.id = member AND r.state = 1))";
    return tx.db().run(sql, id, now) == 1;
}

bool cancel_delivery(Tx& tx, model::DeliveryId id, std::string_view reason)
{
    constexpr auto sql = "UPDATE deliveries SET state = 5, reply = $2 WHERE id = $1 AND state <> 2";
    return tx.db().run(sql, id, reason) == 1;
}

}  // namespace colporteur::store
