// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/pace.hpp"

namespace colporteur::delivery {
namespace {

constexpr std::size_t many_domains = 1024;    // from here on, forget what is well and idle
constexpr std::size_t most_domains = 65'536;  // beyond, a further one keeps no pace
constexpr std::chrono::minutes tidy_every{1};

std::shared_ptr<const PaceRule> share(PaceRule rule, bool slow_start)
{
    if (!slow_start)
        rule.first_day = 0;
    return std::make_shared<const PaceRule>(std::move(rule));
}

bool was_taken(const smtp::Reply& reply)
{
    return reply.code >= 200 && reply.code < 300;
}

}  // namespace

Pacer::Pacer(std::map<model::DestinationId, Lane> lanes, PaceRule others, bool slow_start, Time now)
    : others_{share(std::move(others), false)}  // nobody counts the days of every small domain
{
    for (auto& [destination, lane] : lanes)
        lanes_.try_emplace(destination, share(std::move(lane.rule), slow_start), lane.warmth, now);
}

int Pacer::room(model::DestinationId destination, Time now)
{
    const auto lane = lanes_.find(destination);
    return lane == lanes_.end() ? unlimited : lane->second.room(now);
}

std::map<model::DestinationId, int> Pacer::rooms(Time now)
{
    std::map<model::DestinationId, int> rooms;
    for (auto& [destination, lane] : lanes_)
        rooms.emplace(destination, lane.room(now));
    return rooms;
}

std::optional<Time> Pacer::reopens(model::DestinationId destination, Time now) const
{
    const auto lane = lanes_.find(destination);
    return lane == lanes_.end() ? std::nullopt : lane->second.reopens(now);
}

void Pacer::taken(model::DestinationId destination, int copies)
{
    if (const auto lane = lanes_.find(destination); lane != lanes_.end())
        lane->second.taken(copies);
}

void Pacer::returned(model::DestinationId destination, int copies)
{
    if (const auto lane = lanes_.find(destination); lane != lanes_.end())
        lane->second.returned(copies);
}

std::optional<Time> Pacer::wait_for(std::string_view domain, Time now)
{
    PaceState* state = find({}, domain);
    if (!state && (others_->per_minute > 0 || others_->connections > 0))
        state = remember(domain, now);
    return state ? state->wait(now) : std::nullopt;
}

bool Pacer::may_start(model::DestinationId destination, std::string_view domain) const
{
    const PaceState* state = find(destination, domain);
    return !state || state->may_start();
}

void Pacer::started(model::DestinationId destination, std::string_view domain)
{
    if (PaceState* state = find(destination, domain))
        state->started();
}

void Pacer::given_back(model::DestinationId destination, std::string_view domain)
{
    if (PaceState* state = find(destination, domain))
        state->given_back();
}

void Pacer::settled(model::DestinationId destination, std::string_view domain,
                    const smtp::Reply& reply, Time now)
{
    PaceState* state = find(destination, domain);
    if (!state && !was_taken(reply))
        state = remember(domain, now);
    if (state)
        state->settled(reply, now);
}

std::vector<Pacer::Rest> Pacer::resting(Time now) const
{
    std::vector<Rest> rests;
    for (const auto& [destination, lane] : lanes_)
        if (lane.rests(now))
            rests.push_back({destination, "", lane.rests_until(), lane.reply()});
    for (const auto& [domain, state] : domains_)
        if (state.rests(now))
            rests.push_back({{}, domain, state.rests_until(), state.reply()});
    return rests;
}

std::map<model::DestinationId, std::int64_t> Pacer::take_counts()
{
    std::map<model::DestinationId, std::int64_t> counts;
    for (auto& [destination, lane] : lanes_)
        if (const std::int64_t count = lane.take_count(); count > 0)
            counts.emplace(destination, count);
    return counts;
}

PaceState* Pacer::find(model::DestinationId destination, std::string_view domain)
{
    return const_cast<PaceState*>(std::as_const(*this).find(destination, domain));
}

const PaceState* Pacer::find(model::DestinationId destination, std::string_view domain) const
{
    if (const auto lane = lanes_.find(destination); lane != lanes_.end())
        return &lane->second;
    const auto state = domains_.find(std::string{domain});
    return state == domains_.end() ? nullptr : &state->second;
}

/// Nothing when too many domains are remembered already that are neither idle nor well.
PaceState* Pacer::remember(std::string_view domain, Time now)
{
    if (domains_.size() >= many_domains && now - tidied_ >= tidy_every) {
        std::erase_if(domains_, [now](const auto& each) { return each.second.forgettable(now); });
        tidied_ = now;
    }
    if (domains_.size() >= most_domains)
        return nullptr;
    return &domains_.try_emplace(std::string{domain}, others_, Warmth{}, now).first->second;
}

}  // namespace colporteur::delivery
