// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ledger_visit.hpp"

#include <algorithm>
#include <limits>

#include "delivery/deal.hpp"
#include "settings/settings.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"

namespace colporteur::app {
namespace {

constexpr int rows_per_step = 5000;  // of a long letter on its way into the ledger

/// One visit under way.
class Visitor {
public:
    Visitor(store::Tx& tx, const model::Site& site, const Zone& zone, const Visit& visit, Time now)
        : tx_{tx}, site_{site}, zone_{zone}, known_{visit.known}, rooms_{visit.rooms}, now_{now}
    {
    }

    void lease_notices(int places)
    {
        take(store::lease_notices(tx_, places, now_), places);
        next(store::next_notice_due(tx_, now_));
    }

    void lease_letters(int places);

    Lease result;

private:
    int room(model::DestinationId destination) const
    {
        const auto found = rooms_.find(destination);
        return found == rooms_.end() ? std::numeric_limits<int>::max() : found->second;
    }

    void next(std::optional<Time> time)
    {
        if (time)
            result.next = std::min(*time, result.next.value_or(*time));
    }

    int take(std::vector<model::Delivery> deliveries, int places);
    std::vector<std::string> attributes_for(const model::Mailing& mailing,
                                            const std::optional<model::List>& list);
    std::shared_ptr<const delivery::Prepared> prepared_for(model::MailingId id);

    store::Tx& tx_;
    const model::Site& site_;
    const Zone& zone_;
    Known known_;
    std::map<model::DestinationId, int> rooms_;
    Time now_;
};

int Visitor::take(std::vector<model::Delivery> deliveries, int places)
{
    const auto count = static_cast<int>(deliveries.size());
    result.more |= places > 0 && count == places;
    for (model::Delivery& delivery : deliveries) {
        auto prepared = prepared_for(delivery.mailing);
        delivery::Reader reader;
        if (delivery.member && !prepared->filling.empty())
            reader = delivery::reader_of(tx_, *delivery.member);
        result.parcels.push_back(
            {std::move(delivery), std::move(prepared), std::nullopt, std::move(reader)});
    }
    return count;
}

/// Deals and leases until the places are full or the lanes are empty: a lane that gave less than
/// asked has no more to give.
void Visitor::lease_letters(int places)
{
    std::vector<store::Lane> lanes = places > 0 ? store::lanes(tx_) : std::vector<store::Lane>{};
    while (places > 0 && !lanes.empty()) {
        const delivery::Deal deal = delivery::deal(
            lanes, places, zone_, now_, [this](auto destination) { return room(destination); });
        next(deal.next);
        result.blocked.insert(deal.blocked.begin(), deal.blocked.end());
        lanes.clear();
        for (const auto& [lane, share] : deal.shares) {
            const int taken = take(store::lease_letters(tx_, lane, share, now_), share);
            places -= taken;
            if (const auto limited = rooms_.find(lane.destination); limited != rooms_.end())
                limited->second -= taken;
            if (taken == share)
                lanes.push_back(lane);
        }
    }
}

/// What else than the usual fields may be named in its text.
std::vector<std::string> Visitor::attributes_for(const model::Mailing& mailing,
                                                 const std::optional<model::List>& list)
{
    if (!mailing.fields || !list)
        return {};
    return model::names_of(settings::settings_of(tx_, *list).attributes);
}

std::shared_ptr<const delivery::Prepared> Visitor::prepared_for(model::MailingId id)
{
    auto& place = known_[id];
    if (!place) {
        const model::Mailing mailing = store::find_mailing(tx_, id).value();
        const auto list = mailing.list ? store::find_list(tx_, *mailing.list) : std::nullopt;
        place = delivery::prepare(site_, mailing, list, now_, attributes_for(mailing, list));
    }
    return place;
}

}  // namespace

Lease visit_ledger(store::Tx& tx, const model::Site& site, const Zone& zone, const Visit& visit,
                   Time now)
{
    Visitor visitor{tx, site, zone, visit, now};
    Lease& result = visitor.result;
    result.data_version = tx.db().data_version();
    const bool changed = result.data_version != visit.data_version;
    if (!visit.certain && !changed)
        return std::move(result);
    result.visited = true;
    for (const Return& row : visit.returned)
        store::give_back(tx, row.id, row.due);
    result.filling = store::fill_mailings(tx, rows_per_step, now);
    if (store::sending_paused(tx)) {
        result.withdrawn = visit.waiting;
        return std::move(result);
    }
    if (visit.doubtful || changed)
        result.withdrawn = store::withdrawn(tx, visit.waiting);
    visitor.lease_notices(visit.notices);
    visitor.lease_letters(visit.letters);
    return std::move(result);
}

}  // namespace colporteur::app
