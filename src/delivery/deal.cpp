// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/deal.hpp"

#include <algorithm>
#include <map>

#include "delivery/schedule.hpp"

namespace colporteur::delivery {
namespace {

struct Open {
    store::Lane lane;
    int places = 0;
};

/// One more round: each letter gets an equal part of what is left, each of its lanes an equal part
/// of that. Returns what nobody could use.
int hand_round(std::map<model::MailingId, std::vector<Open>>& letters,
               std::map<model::DestinationId, int>& rooms, int left)
{
    const int part = std::max(1, left / static_cast<int>(letters.size()));
    for (auto& [id, lanes] : letters) {
        const int each = std::max(1, part / static_cast<int>(lanes.size()));
        for (Open& open : lanes) {
            int& room = rooms[open.lane.destination];
            const int places = std::min({each, room, left});
            open.places += places;
            room -= places;
            left -= places;
        }
    }
    return left;
}

void forget_full(std::map<model::MailingId, std::vector<Open>>& letters,
                 const std::map<model::DestinationId, int>& rooms, std::vector<Share>& done)
{
    for (auto letter = letters.begin(); letter != letters.end();) {
        std::erase_if(letter->second, [&](const Open& open) {
            const bool full = rooms.at(open.lane.destination) == 0;
            if (full && open.places > 0)
                done.push_back({open.lane, open.places});
            return full;
        });
        letter = letter->second.empty() ? letters.erase(letter) : std::next(letter);
    }
}

}  // namespace

Deal deal(const std::vector<store::Lane>& lanes, int places, const Zone& zone, Time now,
          const std::function<int(model::DestinationId)>& room)
{
    Deal result;
    std::map<model::MailingId, std::vector<Open>> letters;
    std::map<model::DestinationId, int> rooms;
    for (const store::Lane& lane : lanes) {
        const Time opening = std::max(lane.first_due, opens(lane.schedule, zone, now));
        if (opening > now) {
            result.next = std::min(opening, result.next.value_or(opening));
            continue;
        }
        const auto [place, fresh] =
            rooms.try_emplace(lane.destination, std::max(0, room(lane.destination)));
        if (place->second == 0)
            result.blocked.insert(lane.destination);
        letters[lane.mailing].push_back({lane});
    }

    for (int left = places; left > 0;) {
        forget_full(letters, rooms, result.shares);
        if (letters.empty())
            break;
        left = hand_round(letters, rooms, left);
    }
    for (const auto& [id, open_lanes] : letters)
        for (const Open& open : open_lanes)
            if (open.places > 0)
                result.shares.push_back({open.lane, open.places});
    return result;
}

}  // namespace colporteur::delivery
