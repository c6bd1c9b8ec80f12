// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/hand.hpp"

#include <algorithm>
#include <set>

namespace colporteur::app {
namespace {

std::uint64_t key_of(const Parcel& parcel)
{
    return static_cast<std::uint64_t>(model::number(parcel.delivery.id));
}

/// Whether both may be named in one transaction.
bool go_together(const Parcel& one, const Parcel& other)
{
    return one.prepared->shared && one.prepared == other.prepared;
}

/// Moves the parcels named out of the queue, into `out`; returns how many.
int draw(std::deque<Parcel>& queue, const std::set<model::DeliveryId>& ids,
         std::vector<Parcel>& out)
{
    const auto gone = std::stable_partition(
        queue.begin(), queue.end(),
        [&ids](const Parcel& parcel) { return !ids.contains(parcel.delivery.id); });
    const auto count = static_cast<int>(queue.end() - gone);
    std::move(gone, queue.end(), std::back_inserter(out));
    queue.erase(gone, queue.end());
    return count;
}

}  // namespace

void Hand::put(Parcel parcel)
{
    if (!parcel.is_letter()) {
        notices_.push_back(std::move(parcel));
        return;
    }
    ++letters_;
    lanes_[{parcel.delivery.mailing, parcel.delivery.destination}].push_back(std::move(parcel));
}

void Hand::put_back(Parcel parcel)
{
    pacer_.given_back(parcel.delivery.destination, parcel.domain());
    if (!parcel.is_letter()) {
        notices_.push_front(std::move(parcel));
        return;
    }
    ++letters_;
    lanes_[{parcel.delivery.mailing, parcel.delivery.destination}].push_front(std::move(parcel));
}

std::vector<Parcel*> Hand::take(std::size_t most)
{
    if (!notices_.empty())
        return take_from(notices_, 1);
    auto lane = lanes_.upper_bound(last_);
    for (std::size_t i = 0; i < lanes_.size(); ++i, ++lane) {
        if (lane == lanes_.end())
            lane = lanes_.begin();
        auto taken = take_from(lane->second, most);
        if (taken.empty())
            continue;
        letters_ -= static_cast<int>(taken.size());
        last_ = lane->first;
        if (lane->second.empty())
            lanes_.erase(lane);
        return taken;
    }
    return {};
}

std::vector<Parcel*> Hand::take_from(std::deque<Parcel>& queue, std::size_t most)
{
    std::vector<Parcel*> taken;
    while (!queue.empty() && taken.size() < most) {
        const Parcel& next = queue.front();
        const bool together = taken.empty() || go_together(*taken.front(), next);
        if (!together ||
            (next.is_letter() && !pacer_.may_start(next.delivery.destination, next.domain())))
            break;
        pacer_.started(next.delivery.destination, next.domain());
        const auto key = key_of(next);
        const auto [place, fresh] = under_way_.insert_or_assign(key, std::move(queue.front()));
        taken.push_back(&place->second);
        queue.pop_front();
        if (!taken.front()->prepared->shared)
            break;
    }
    return taken;
}

std::optional<Parcel> Hand::finish(std::uint64_t id)
{
    auto found = under_way_.extract(id);
    return found ? std::optional{std::move(found.mapped())} : std::nullopt;
}

std::vector<model::DeliveryId> Hand::ids() const
{
    std::vector<model::DeliveryId> ids;
    ids.reserve(static_cast<std::size_t>(waiting()));
    for (const Parcel& parcel : notices_)
        ids.push_back(parcel.delivery.id);
    for (const auto& [lane, queue] : lanes_)
        for (const Parcel& parcel : queue)
            ids.push_back(parcel.delivery.id);
    return ids;
}

std::vector<Parcel> Hand::withdraw(const std::vector<model::DeliveryId>& ids)
{
    const std::set<model::DeliveryId> gone{ids.begin(), ids.end()};
    std::vector<Parcel> withdrawn;
    draw(notices_, gone, withdrawn);
    for (auto& [lane, queue] : lanes_)
        letters_ -= draw(queue, gone, withdrawn);
    std::erase_if(lanes_, [](const auto& lane) { return lane.second.empty(); });
    return withdrawn;
}

std::vector<Parcel> Hand::withdraw_all()
{
    return withdraw(ids());
}

}  // namespace colporteur::app
