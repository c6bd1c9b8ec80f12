// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacing.hpp"

#include "store/destinations.hpp"

namespace colporteur::app {
namespace {

constexpr std::int64_t remembered_days = 60;

bool is_for_others(const delivery::PaceRule& rule)
{
    return rule.domains == std::vector<std::string>{"*"};
}

delivery::Warmth warmth_of(store::Db& db, model::DestinationId destination, std::int64_t today)
{
    return {
        .busy_days = store::busy_days(db, destination, today - remembered_days, today),
        .sent_today = store::sent_on(db, destination, today),
    };
}

/// Nobody rests for longer than a first retry waits.
std::vector<delivery::PaceRule> rules_of(const Config& config)
{
    std::vector<delivery::PaceRule> rules = paces_of(config);
    for (delivery::PaceRule& rule : rules)
        rule.rest = std::min(rule.rest, config.retry.first_wait);
    return rules;
}

}  // namespace

delivery::Pacer make_pacer(store::Db& db, const Config& config, Time now)
{
    const std::vector<delivery::PaceRule> rules = rules_of(config);
    delivery::PaceRule others;
    others.rest = std::min(others.rest, config.retry.first_wait);
    std::vector<store::Destination> wanted;
    for (const delivery::PaceRule& rule : rules) {
        if (is_for_others(rule))
            others = rule;
        else
            wanted.push_back({.name = rule.name, .domains = rule.domains});
    }
    store::Tx tx{db};
    const std::vector<store::Destination> destinations = store::set_destinations(tx, wanted);
    tx.commit();

    const std::int64_t today = day_of(now);
    std::map<model::DestinationId, delivery::Pacer::Lane> lanes;
    for (const delivery::PaceRule& rule : rules)
        for (const store::Destination& destination : destinations)
            if (destination.name == rule.name)
                lanes[destination.id] = {rule, warmth_of(db, destination.id, today)};
    return {std::move(lanes), others, config.slow_start, now};
}

}  // namespace colporteur::app
