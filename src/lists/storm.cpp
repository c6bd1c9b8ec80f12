// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/storm.hpp"

#include "base/ascii.hpp"
#include "base/sha256.hpp"
#include "store/rates.hpp"

namespace colporteur::lists {
namespace {

StormCounts count(store::Tx& tx, const Coming& coming, const std::string& who,
                  const StormLimits& limits, Time now)
{
    const Time since = now - limits.window;
    StormCounts counts{
        .by_sender = store::count_and_note(tx, coming.scope, who, since, now),
        .by_all = limits.by_all ? store::count_and_note(tx, coming.scope, "", since, now) : 0,
    };
    if (coming.likeness.empty())
        return counts;
    const std::string text = who + coming.likeness;
    counts.alike = store::count_and_note(tx, coming.scope, text, since, now);
    counts.silenced =
        store::count_rate(tx, coming.scope + ":silence", text, now - limits.silence) > 0;
    return counts;
}

}  // namespace

Storm judge_rate(const StormCounts& counts, const StormLimits& limits)
{
    if (counts.silenced)
        return Storm::silenced;
    if (counts.alike >= limits.alike)
        return Storm::echo;
    if (counts.by_sender >= limits.by_sender)
        return Storm::sender;
    if (limits.by_all && counts.by_all >= *limits.by_all)
        return Storm::everybody;
    return Storm::none;
}

Weather watch(store::Tx& tx, const Coming& coming, const StormLimits& limits, Time now)
{
    const std::string who = sha256(to_lower(coming.sender));
    const Storm storm = judge_rate(count(tx, coming, who, limits, now), limits);
    const auto first_in_silence = [&](std::string_view what, const std::string& whose) {
        const std::string scope = coming.scope + std::string{what};
        return store::count_and_note(tx, scope, whose, now - limits.silence, now) == 0;
    };
    switch (storm) {
    case Storm::none:
    case Storm::silenced: return {storm, false};
    case Storm::echo: return {storm, first_in_silence(":silence", who + coming.likeness)};
    case Storm::sender: return {storm, first_in_silence(":flood", who)};
    case Storm::everybody: return {storm, first_in_silence(":flood", "")};
    }
    return {};
}

}  // namespace colporteur::lists
