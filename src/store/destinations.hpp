// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/ids.hpp"
#include "store/db.hpp"

namespace colporteur::store {

/// Mail domains that keep one pace together, and how they fare.
struct Destination {
    model::DestinationId id{};
    std::string name{};                  ///< `orange`, or a domain's name; unique
    std::vector<std::string> domains{};  ///< lower case, A-labels
};

/// Makes these the destinations that new deliveries are sorted into, found by name or added; those
/// named by none of them keep their rows and lose their domains. Returns all rows, with their ids.
std::vector<Destination> set_destinations(Tx& tx, const std::vector<Destination>& wanted);
std::vector<Destination> all_destinations(Db& db);

/// How a destination fares: what the running server last wrote down, for people to read.
struct Trouble {
    model::DestinationId destination{};
    Time not_before;    ///< nothing is sent there earlier
    std::string reply;  ///< why: the relay's words

    bool operator==(const Trouble&) const = default;
};

/// Replaces what was written before.
void note_troubles(Tx& tx, const std::vector<Trouble>& troubles);
std::vector<Trouble> troubles(Db& db);

/// What went to a destination on one day (days since 1970, UTC).
struct Traffic {
    model::DestinationId destination{};
    std::int64_t day = 0;
    std::int64_t sent = 0;
};

/// Adds to that day's count.
void add_traffic(Tx& tx, const Traffic& traffic);

/// Of the destination on that day.
std::int64_t sent_on(Db& db, model::DestinationId destination, std::int64_t day);

/// On how many days from `since` on, before `day`, something was sent there.
std::int64_t busy_days(Db& db, model::DestinationId destination, std::int64_t since,
                       std::int64_t day);

}  // namespace colporteur::store
