// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "delivery/pace_rule.hpp"
#include "delivery/pace_state.hpp"
#include "model/ids.hpp"
#include "smtp/reply.hpp"

namespace colporteur::delivery {

/// Keeps the pace: says how many copies may go where, now. Knows no clock, no store and no socket;
/// one thread at a time.
///
/// A rule's tokens grow with time, up to one second's worth (at least one). Replies that speak of
/// the sender or the server (421, 4.3.*, 4.4.*, 4.5.*, 4.7.*, 450 and 451 without an enhanced
/// code), not of one mailbox (4.1.*, 4.2.*), let a destination rest: one minute, twice as long each
/// time that the next try meets the same, an hour at most; and halve its rate, which recovers by a
/// tenth of the rule with each minute of successes. After a rest one copy goes alone, and another
/// each minute, until one was taken. Three refusals by policy (5.7.*) in a row begin a rest as
/// well: where we are blocked, few copies should find it out. Domains without a rule rest in the
/// same way, each by itself.
///
/// Every copy taken ends with one returned() or one settled().
class Pacer {
public:
    struct Lane {
        PaceRule rule{};
        Warmth warmth{};
    };

    /// `lanes`: the destinations with a rule; `others`: the rule of `*`.
    Pacer(std::map<model::DestinationId, Lane> lanes, PaceRule others, bool slow_start, Time now);

    /// How many more copies for that destination may be taken from the ledger now; `unlimited` when
    /// it has no rule.
    static constexpr int unlimited = PaceState::unlimited;
    int room(model::DestinationId destination, Time now);

    /// The same for every destination with a rule.
    std::map<model::DestinationId, int> rooms(Time now);

    /// When there will be room again, if there is none now; nothing when that depends on copies
    /// that are in hand.
    std::optional<Time> reopens(model::DestinationId destination, Time now) const;

    /// Copies were taken from the ledger, or brought back to it untried.
    void taken(model::DestinationId destination, int copies);
    void returned(model::DestinationId destination, int copies);

    /// Of a domain without a rule: until when this copy must wait in the ledger; nothing when it
    /// may be sent now (and it counts as sent). Each call for a domain whose pace `*` limits is
    /// given a turn of its own.
    std::optional<Time> wait_for(std::string_view domain, Time now);

    /// Whether one more copy may be under way there at this moment.
    bool may_start(model::DestinationId destination, std::string_view domain) const;
    void started(model::DestinationId destination, std::string_view domain);
    void given_back(model::DestinationId destination, std::string_view domain);

    /// What the relay said of a copy that was started. Every copy started is settled or given back.
    void settled(model::DestinationId destination, std::string_view domain,
                 const smtp::Reply& reply, Time now);

    /// Where sending rests, for people: by destination, or by domain where it has none.
    struct Rest {
        model::DestinationId destination{};
        std::string domain{};
        Time until;
        std::string reply;
    };

    std::vector<Rest> resting(Time now) const;

    /// Copies sent to each destination since the last call, by the day (UTC, since 1970) of `now`.
    std::map<model::DestinationId, std::int64_t> take_counts();

    /// Domains without a rule of which something is known; those that are idle and well are
    /// forgotten.
    std::size_t remembered_domains() const { return domains_.size(); }

private:
    PaceState* find(model::DestinationId destination, std::string_view domain);
    const PaceState* find(model::DestinationId destination, std::string_view domain) const;
    PaceState* remember(std::string_view domain, Time now);

    std::map<model::DestinationId, PaceState> lanes_;
    std::unordered_map<std::string, PaceState> domains_;  ///< bounded: see remember()
    std::shared_ptr<const PaceRule> others_;
    Time tidied_{};
};

}  // namespace colporteur::delivery
