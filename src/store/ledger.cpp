// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/ledger.hpp"

namespace colporteur::store {
namespace {

constexpr auto sending_paused_setting = "sending_paused";

/// The relay took it: so it is, whatever was decided meanwhile.
void settle_sent(Tx& tx, model::DeliveryId id, int attempt, std::string_view reply, Time at)
{
    constexpr auto sql = R"(
        UPDATE deliveries SET state = 2, reply = $3, due = $4
         WHERE id = $1 AND attempts >= $2 AND state IN (0, 1, 4, 5))";
    tx.db().run(sql, id, attempt, reply, at);
}

/// A letter that the relay refuses for good counts against its reader, as mail that comes back
/// does.
void note_refusal(Tx& tx, model::DeliveryId id, std::string_view reply, Time at)
{
    constexpr auto sql = R"(
        INSERT INTO bounces (delivery, reply, received)
        SELECT id, $2, $3 FROM deliveries WHERE id = $1 AND priority = 1)";
    tx.db().run(sql, id, reply, at);
}

}  // namespace

void settle(Tx& tx, model::DeliveryId id, int attempt, model::DeliveryState state,
            std::string_view reply, Time at)
{
    if (state == model::DeliveryState::sent) {
        settle_sent(tx, id, attempt, reply, at);
        return;
    }
    constexpr auto sql = R"(
        UPDATE deliveries SET state = $3, reply = $4, due = $5
         WHERE id = $1 AND attempts = $2 AND state = 1)";
    const bool changed = tx.db().run(sql, id, attempt, state, reply, at) == 1;
    if (changed && state == model::DeliveryState::failed && reply.starts_with('5'))
        note_refusal(tx, id, reply, at);
}

void pause_sending(Tx& tx, std::string_view reason)
{
    constexpr auto sql = R"(
        INSERT INTO settings (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value)";
    tx.db().run(sql, sending_paused_setting, reason);
}

void resume_sending(Tx& tx)
{
    tx.db().run("DELETE FROM settings WHERE name = $1", sending_paused_setting);
}

std::optional<std::string> sending_paused(Db& db)
{
    const auto row =
        db.query_one("SELECT value FROM settings WHERE name = $1", sending_paused_setting);
    return row ? std::optional{row->get<std::string>(0)} : std::nullopt;
}

}  // namespace colporteur::store
