// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/mailings.hpp"

#include "store/rows.hpp"

namespace colporteur::store {

std::optional<model::MailingId> add_mailing(Tx& tx, const model::Mailing& mailing,
                                            std::string_view fingerprint)
{
    constexpr auto sql = R"(
        INSERT INTO mailings (list, original, bounce_base, personal, priority, octets, subject,
                              fingerprint, paused, not_before, hours_from, hours_to, created,
                              fields, reception, topics, author, number, owed_after, leader)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20)
        ON CONFLICT (list, fingerprint) DO NOTHING
        RETURNING id)";
    const auto print = fingerprint.empty() ? std::nullopt : std::optional{Blob{fingerprint}};
    const ScheduleColumns schedule{mailing.schedule};
    const auto row = tx.db().query_one(
        sql, mailing.list, mailing.original, mailing.bounce_base, mailing.personal,
        mailing.priority, Blob{mailing.octets}, mailing.subject, print, mailing.paused,
        schedule.not_before, schedule.hours_from, schedule.hours_to, mailing.created,
        mailing.fields, mailing.audience.reception, mailing.audience.topics,
        mailing.audience.author, mailing.audience.number, mailing.audience.owed_after,
        mailing.audience.leader);
    return row ? std::optional{row->get<model::MailingId>(0)} : std::nullopt;
}

std::optional<model::Mailing> find_mailing(Db& db, model::MailingId id)
{
    constexpr auto sql = R"(
        SELECT id, list, original, bounce_base, personal, priority, octets, subject, paused, created,
               not_before, hours_from, hours_to, fields
          FROM mailings
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    if (!row)
        return std::nullopt;
    return model::Mailing{
        .id = row->get<model::MailingId>(0),
        .list = row->get<std::optional<model::ListId>>(1),
        .original = row->get<std::optional<model::MessageKey>>(2),
        .bounce_base = row->get<mail::Address>(3),
        .personal = row->get<bool>(4),
        .fields = row->get<bool>(13),
        .priority = row->get<model::Priority>(5),
        .octets = row->get<std::string>(6),
        .subject = row->get<std::string>(7),
        .paused = row->get<bool>(8),
        .schedule = to_schedule(*row, 10),
        .created = row->get<Time>(9),
    };
}

}  // namespace colporteur::store
