// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/deal.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();

store::Lane lane(int mailing, int destination, Time due = noon, model::Schedule schedule = {})
{
    return {static_cast<model::MailingId>(mailing), static_cast<model::DestinationId>(destination),
            schedule, due};
}

Deal deal_out(const std::vector<store::Lane>& lanes, int places,
              const std::map<int, int>& rooms = {})
{
    return deal(lanes, places, Zone{}, noon, [&](model::DestinationId destination) {
        const auto room = rooms.find(static_cast<int>(model::number(destination)));
        return room == rooms.end() ? 1'000'000 : room->second;
    });
}

int places_of(const Deal& deal, int mailing)
{
    int sum = 0;
    for (const Share& share : deal.shares)
        if (share.lane.mailing == static_cast<model::MailingId>(mailing))
            sum += share.places;
    return sum;
}

}  // namespace

TEST_CASE("letters get equal parts, however many lanes they have")
{
    const Deal deal = deal_out({lane(1, 0), lane(1, 1), lane(1, 2), lane(2, 0)}, 100);
    CHECK(places_of(deal, 1) + places_of(deal, 2) == 100);
    CHECK(places_of(deal, 2) >= 45);
}

TEST_CASE("what one destination may not use goes to the others")
{
    const Deal deal = deal_out({lane(1, 0), lane(1, 7)}, 100, {{7, 3}});
    int held_back = 0;
    for (const Share& share : deal.shares)
        if (share.lane.destination == model::DestinationId{7})
            held_back = share.places;
    CHECK(held_back == 3);
    CHECK(places_of(deal, 1) == 100);
}

TEST_CASE("two letters share the room of one destination")
{
    const Deal deal = deal_out({lane(1, 7), lane(2, 7)}, 100, {{7, 10}});
    CHECK(places_of(deal, 1) + places_of(deal, 2) == 10);
    CHECK(places_of(deal, 1) >= 1);
}

TEST_CASE("a destination without room is named, and nothing else waits for it")
{
    const Deal deal = deal_out({lane(1, 7), lane(2, 0)}, 10, {{7, 0}});
    CHECK(deal.blocked == std::set{model::DestinationId{7}});
    CHECK(places_of(deal, 1) == 0);
    CHECK(places_of(deal, 2) == 10);
}

TEST_CASE("what is not due yet, or outside its hours, waits, and the time to look again is told")
{
    const auto later = noon + std::chrono::minutes{5};
    const model::Schedule evening{.hours =
                                      model::Hours{std::chrono::hours{20}, std::chrono::hours{22}}};
    const Deal deal = deal_out({lane(1, 0, later), lane(2, 0, noon, evening)}, 10);
    CHECK(deal.shares.empty());
    CHECK(deal.next == later);
    CHECK(deal_out({lane(2, 0, noon, evening)}, 10).next == noon + std::chrono::hours{8});
}

TEST_CASE("nothing is dealt to nobody")
{
    CHECK(deal_out({}, 10).shares.empty());
    CHECK(deal_out({lane(1, 0)}, 0).shares.empty());
}

}  // namespace colporteur::delivery
