// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rows.hpp"

namespace colporteur::store {

model::Delivery to_delivery(const Row& row)
{
    return {
        .id = row.get<model::DeliveryId>(0),
        .mailing = row.get<model::MailingId>(1),
        .member = row.get<std::optional<model::MemberId>>(2),
        .destination = row.get<model::DestinationId>(3),
        .recipient = row.get<mail::Address>(4),
        .state = row.get<model::DeliveryState>(5),
        .due = row.get<Time>(6),
        .attempts = row.get<int>(7),
        .reply = row.get<std::string>(8),
    };
}

std::vector<model::Delivery> to_deliveries(const std::vector<Row>& rows)
{
    std::vector<model::Delivery> deliveries;
    deliveries.reserve(rows.size());
    for (const Row& row : rows)
        deliveries.push_back(to_delivery(row));
    return deliveries;
}

model::Schedule to_schedule(const Row& row, int first)
{
    model::Schedule schedule{.not_before = row.get<std::optional<Time>>(first)};
    if (!row.is_null(first + 1))
        schedule.hours = {.from = std::chrono::minutes{row.get<std::int64_t>(first + 1)},
                          .to = std::chrono::minutes{row.get<std::int64_t>(first + 2)}};
    return schedule;
}

ScheduleColumns::ScheduleColumns(const model::Schedule& schedule) : not_before{schedule.not_before}
{
    if (schedule.hours) {
        hours_from = schedule.hours->from.count();
        hours_to = schedule.hours->to.count();
    }
}

}  // namespace colporteur::store
