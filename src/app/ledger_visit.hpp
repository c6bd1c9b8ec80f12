// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "app/parcel.hpp"
#include "base/zone.hpp"
#include "store/ledger.hpp"

namespace colporteur::app {

using Known = std::map<model::MailingId, std::shared_ptr<const delivery::Prepared>>;

/// A row that goes back to the ledger untried.
struct Return {
    model::DeliveryId id{};
    Time due;
};

/// Why the ledger is visited, and with what. A plain value: the visit itself is one transaction on
/// the writer's thread.
struct Visit {
    bool certain = false;  ///< something has changed, or is due; else only if another process wrote
    bool doubtful = false;  ///< look whether what waits here is still wanted
    std::int64_t data_version = 0;
    int notices = 0;  ///< places in hand
    int letters = 0;
    std::map<model::DestinationId, int> rooms{};  ///< those with a rule
    std::vector<model::DeliveryId> waiting{};     ///< leased, not in a session's hands
    std::vector<Return> returned{};
    Known known{};  ///< mailings that are prepared already
};

/// What one visit to the ledger brings.
struct Lease {
    bool visited = false;           ///< else nothing below was asked
    std::int64_t data_version = 0;  ///< another one means that another process wrote
    std::vector<Parcel> parcels;
    std::vector<model::DeliveryId> withdrawn;  ///< of those that wait here
    bool filling = false;                      ///< a letter is still being addressed
    bool more = false;                         ///< places were too few for what is due
    std::optional<Time> next{};                ///< when to look again, pace aside
    std::set<model::DestinationId> blocked{};  ///< with something due that the pace holds back
};

/// Takes back what is returned, fills letters, leases what may go: notices first, letters as
/// delivery::deal says. While an administrator holds all sending
/// back, letters are filled, so that everyone can see whom they are for, and nothing is leased.
Lease visit_ledger(store::Tx& tx, const model::Site& site, const Zone& zone, const Visit& visit,
                   Time now);

}  // namespace colporteur::app
