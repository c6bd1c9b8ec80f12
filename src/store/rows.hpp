// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows that several statements answer are read.
#pragma once

#include <vector>

#include "model/mailing.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Of id, mailing, member, destination, recipient, state, due, attempts, reply.
model::Delivery to_delivery(const Row& row);
std::vector<model::Delivery> to_deliveries(const std::vector<Row>& rows);

/// Of not_before, hours_from, hours_to, from the column `first` on.
model::Schedule to_schedule(const Row& row, int first);

/// What to_schedule reads.
struct ScheduleColumns {
    explicit ScheduleColumns(const model::Schedule& schedule);

    std::optional<Time> not_before;
    std::optional<std::int64_t> hours_from;  ///< minutes of the day
    std::optional<std::int64_t> hours_to;
};

}  // namespace colporteur::store
