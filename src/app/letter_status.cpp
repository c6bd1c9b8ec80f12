// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/letter_status.hpp"

#include <algorithm>
#include <limits>

#include "store/destinations.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"

namespace colporteur::app {
namespace {

constexpr std::int64_t memory_days = 60;  ///< as delivery::Warmth counts

// Copies a minute since the first of them; at least a second counts, so that one copy is no rate of
// thousands.
double rate(std::int64_t copies, const std::optional<Time>& first, Time now)
{
    if (!first)
        return 0;
    const std::chrono::duration<double, std::ratio<60>> minutes =
        std::max<Time::duration>(now - *first, std::chrono::seconds{1});
    return static_cast<double>(copies) / minutes.count();
}

void note_slow_start(LetterPart& part, const delivery::PaceRule& rule, store::Db& db,
                     model::DestinationId destination, Time now)
{
    const auto today = day_of(now);
    const auto busy = store::busy_days(db, destination, today - memory_days, today);
    const auto cap = delivery::day_cap(rule, busy);
    if (!cap)
        return;
    part.day_cap = std::max<std::int64_t>(0, *cap - store::sent_on(db, destination, today));
    part.slow_start = part.day_cap < part.tally.left();
    part.tomorrow = delivery::day_cap(rule, busy + 1).value_or(2 * *cap);
}

/// The lookups that parts need, made once.
struct Knowledge {
    std::vector<store::Destination> destinations;
    std::vector<store::Trouble> troubles;
    std::vector<delivery::PaceRule> rules;

    std::string name_of(model::DestinationId id) const
    {
        const auto found = std::find_if(destinations.begin(), destinations.end(),
                                        [id](const auto& each) { return each.id == id; });
        return found == destinations.end() ? "" : found->name;
    }

    const store::Trouble* trouble_of(model::DestinationId id) const
    {
        const auto found = std::find_if(troubles.begin(), troubles.end(),
                                        [id](const auto& each) { return each.destination == id; });
        return found == troubles.end() ? nullptr : &*found;
    }

    const delivery::PaceRule* rule_of(const std::string& name) const
    {
        const auto found = std::find_if(rules.begin(), rules.end(),
                                        [&](const auto& each) { return each.name == name; });
        return name.empty() || found == rules.end() ? nullptr : &*found;
    }
};

LetterPart to_part(const store::PartProgress& progress, const Knowledge& known,
                   const Config& config, store::Db& db, Time now)
{
    LetterPart part{.name = known.name_of(progress.destination),
                    .tally = progress.tally,
                    .per_minute = rate(progress.sent_lately, progress.first_lately, now),
                    .last_retry = progress.last_retry};
    if (const auto* rule = known.rule_of(part.name)) {
        part.rule_per_minute = rule->per_minute;
        if (config.slow_start)
            note_slow_start(part, *rule, db, progress.destination, now);
    }
    const auto* trouble = known.trouble_of(progress.destination);
    if (progress.destination != model::DestinationId{} && trouble && trouble->not_before > now) {
        part.rests_until = trouble->not_before;
        part.rests_because = trouble->reply;
    }
    return part;
}

double minutes_left(const LetterPart& part)
{
    const double pace = part.per_minute > 0 ? part.per_minute : part.rule_per_minute;
    return pace > 0 ? static_cast<double>(part.tally.left()) / pace
                    : std::numeric_limits<double>::infinity();
}

std::vector<LetterPart> parts_of(store::Db& db, const Config& config,
                                 const store::Progress& progress, Time now)
{
    const Knowledge known{store::all_destinations(db), store::troubles(db), paces_of(config)};
    std::vector<LetterPart> parts;
    for (const store::PartProgress& each : progress.destinations)
        if (each.tally.left() > 0)
            parts.push_back(to_part(each, known, config, db, now));
    std::stable_sort(parts.begin(), parts.end(), [](const LetterPart& a, const LetterPart& b) {
        return minutes_left(a) > minutes_left(b);
    });
    return parts;
}

delivery::Remainder to_remainder(const LetterPart& part)
{
    const store::Tally& tally = part.tally;
    return {
        .name = part.name,
        .left = tally.left() - tally.paused,
        .per_minute = part.per_minute,
        .rule_per_minute = part.rule_per_minute,
        .day_cap = part.day_cap,
        .slow = part.slow_start,
        .tomorrow = part.tomorrow,
        .rests_until = part.rests_until,
        .last_retry = part.last_retry,
        .deferred = tally.deferred,
    };
}

// Not while somebody holds the letter back: only they know.
delivery::Estimate estimate_end(const LetterStatus& status, const Zone& zone, Time now)
{
    if (is_over(status.state) || status.state == LetterState::paused || status.sending_paused)
        return {};
    std::vector<delivery::Remainder> remainders;
    for (const LetterPart& part : status.parts)
        remainders.push_back(to_remainder(part));
    return delivery::estimate(remainders, status.letter.schedule, zone, now);
}

}  // namespace

std::optional<LetterStatus> look_at(store::Db& db, const Config& config, model::MailingId id,
                                    Time now)
{
    auto letter = store::queued_mailing(db, id);
    if (!letter)
        return std::nullopt;
    const auto list = letter->list ? store::find_list(db, *letter->list) : std::nullopt;
    LetterStatus status{
        .letter = *std::move(letter),
        .list = list ? list->address.text() : "",
        .progress = store::progress(db, id, now),
        .sending_paused = store::sending_paused(db),
    };
    status.letter.tally = status.progress.tally;
    status.state = state_of(status.letter, config.zone, now);
    status.per_minute = rate(status.progress.sent_lately, status.progress.first_lately, now);
    status.parts = parts_of(db, config, status.progress, now);
    status.estimate = estimate_end(status, config.zone, now);
    return status;
}

}  // namespace colporteur::app
