// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/hand.hpp"

#include <doctest/doctest.h>

#include "support/builders.hpp"

namespace colporteur::app {
namespace {

const Time noon = support::at("2026-03-01 12:00");

std::shared_ptr<const delivery::Prepared> mailing(int id, model::Priority priority,
                                                  bool shared = false)
{
    return std::make_shared<delivery::Prepared>(delivery::Prepared{
        .id = static_cast<model::MailingId>(id),
        .bounce_base = support::address("lettre@info.example.org"),
        .priority = priority,
        .shared = shared,
    });
}

Parcel parcel(int id, const std::shared_ptr<const delivery::Prepared>& prepared,
              int destination = 0)
{
    return {.delivery = {.id = static_cast<model::DeliveryId>(id),
                         .mailing = prepared->id,
                         .destination = static_cast<model::DestinationId>(destination),
                         .recipient = support::address("ana@example.net")},
            .prepared = prepared};
}

delivery::Pacer pacer(int connections = 0)
{
    return {{{model::DestinationId{7}, {.rule = {.name = "narrow", .connections = connections}}}},
            {},
            false,
            noon};
}

std::vector<std::int64_t> take(Hand& hand, std::size_t most = 50)
{
    std::vector<std::int64_t> ids;
    for (const Parcel* taken : hand.take(most))
        ids.push_back(model::number(taken->delivery.id));
    return ids;
}

using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a confirmation goes before any letter")
{
    auto pace = pacer();
    Hand hand{pace};
    hand.put(parcel(1, mailing(1, model::Priority::letter)));
    hand.put(parcel(2, mailing(2, model::Priority::notice)));
    CHECK(take(hand) == Ids{2});
    CHECK(take(hand) == Ids{1});
    CHECK(take(hand).empty());
}

TEST_CASE("letters take turns")
{
    auto pace = pacer();
    Hand hand{pace};
    const auto large = mailing(1, model::Priority::letter);
    for (int id = 1; id <= 3; ++id)
        hand.put(parcel(id, large));
    hand.put(parcel(9, mailing(2, model::Priority::letter)));
    Ids order;
    while (hand.letters() > 0)
        order.push_back(take(hand).front());
    CHECK(order == Ids{1, 9, 2, 3});
}

TEST_CASE("identical copies travel together, personal ones alone, and never two letters")
{
    auto pace = pacer();
    Hand hand{pace};
    const auto shared = mailing(1, model::Priority::letter, true);
    for (int id = 1; id <= 5; ++id)
        hand.put(parcel(id, shared));
    CHECK(take(hand, 3) == Ids{1, 2, 3});
    CHECK(take(hand, 3) == Ids{4, 5});
    hand.put(parcel(6, mailing(2, model::Priority::letter)));
    hand.put(parcel(7, mailing(2, model::Priority::letter)));
    CHECK(take(hand, 3) == Ids{6});
}

TEST_CASE("a destination's connections are not exceeded, and others pass by")
{
    auto pace = pacer(1);
    Hand hand{pace};
    const auto letter = mailing(1, model::Priority::letter);
    hand.put(parcel(1, letter, 7));
    hand.put(parcel(2, letter, 7));
    hand.put(parcel(3, letter));
    Ids taken;
    for (auto ids = take(hand); !ids.empty(); ids = take(hand))
        taken.insert(taken.end(), ids.begin(), ids.end());
    CHECK(taken.size() == 2);
    CHECK(hand.letters() == 1);
    CHECK(hand.under_way() == 2);
}

TEST_CASE("what comes back untried is first in its lane again")
{
    auto pace = pacer();
    Hand hand{pace};
    const auto letter = mailing(1, model::Priority::letter);
    hand.put(parcel(1, letter));
    hand.put(parcel(2, letter));
    take(hand);
    hand.put_back(hand.finish(1).value());
    CHECK(hand.under_way() == 0);
    CHECK(take(hand) == Ids{1});
    CHECK_FALSE(hand.finish(2).has_value());
}

TEST_CASE("what is withdrawn is in hand no more; what a session has stays with it")
{
    auto pace = pacer();
    Hand hand{pace};
    const auto letter = mailing(1, model::Priority::letter);
    for (int id = 1; id <= 3; ++id)
        hand.put(parcel(id, letter));
    take(hand);
    const auto gone = hand.withdraw({model::DeliveryId{1}, model::DeliveryId{3}});
    REQUIRE(gone.size() == 1);
    CHECK(gone.front().delivery.id == model::DeliveryId{3});
    CHECK(hand.letters() == 1);
    CHECK(hand.finish(1).has_value());
}

}  // namespace colporteur::app
