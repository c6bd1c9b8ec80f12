// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/parcel.hpp"
#include "delivery/pace.hpp"

namespace colporteur::app {

/// What was leased from the ledger and waits here for a relay session, and what sessions have under
/// way. Notices go first; lanes take turns.
class Hand {
public:
    explicit Hand(delivery::Pacer& pacer) : pacer_{pacer} {}

    /// Parcels that wait, by kind.
    int notices() const { return static_cast<int>(notices_.size()); }

    int letters() const { return letters_; }

    int waiting() const { return notices() + letters_; }

    std::size_t under_way() const { return under_way_.size(); }

    /// Behind the others of its lane.
    void put(Parcel parcel);

    /// The next parcels that may start, of one mailing: one, or up to `most` where their copies are
    /// shared; they are under way from now on. Empty when nothing may start.
    std::vector<Parcel*> take(std::size_t most);

    /// Ends a parcel's way; nothing when it was not under way.
    std::optional<Parcel> finish(std::uint64_t id);

    /// Back to the front of its lane, not tried; its copy can be used again.
    void put_back(Parcel parcel);

    std::vector<model::DeliveryId> ids() const;

    /// Takes those of `ids` that wait out of the queues.
    std::vector<Parcel> withdraw(const std::vector<model::DeliveryId>& ids);

    /// Takes all that waits out of the queues.
    std::vector<Parcel> withdraw_all();

private:
    using Lane = std::pair<model::MailingId, model::DestinationId>;

    std::vector<Parcel*> take_from(std::deque<Parcel>& queue, std::size_t most);

    delivery::Pacer& pacer_;
    std::deque<Parcel> notices_;
    std::map<Lane, std::deque<Parcel>> lanes_;  ///< none of them empty
    Lane last_{};                               ///< whose turn it was
    int letters_ = 0;
    std::unordered_map<std::uint64_t, Parcel> under_way_;
};

}  // namespace colporteur::app
