// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/retry.hpp"

#include <set>

#include <doctest/doctest.h>

namespace colporteur::delivery {
namespace {

using std::chrono::minutes;

const Time noon = parse_time("2026-03-01 12:00").value();
const RetryPolicy policy;

model::Delivery delivery(int attempts, std::int64_t id = 1)
{
    return {.id = model::DeliveryId{id},
            .recipient = mail::parse_address("ana@example.org").value(),
            .attempts = attempts};
}

Time::duration wait(int attempts, std::int64_t id = 1)
{
    return *next_attempt(policy, delivery(attempts, id), noon) - noon;
}

}  // namespace

TEST_CASE("waits grow from half an hour and stop growing at four hours, RFC 5321 4.5.4.1")
{
    struct Row {
        int attempts;
        minutes least;
    };

    for (const auto& [attempts, least] :
         {Row{1, minutes{30}}, Row{2, minutes{60}}, Row{3, minutes{120}}, Row{4, minutes{240}},
          Row{20, minutes{240}}}) {
        CAPTURE(attempts);
        CHECK(wait(attempts) >= least);
        CHECK(wait(attempts) <= least * 5 / 4);
    }
}

TEST_CASE("the retries of one letter are spread over a quarter of the wait")
{
    std::set<std::int64_t> seconds;
    Time::duration longest{0};
    for (std::int64_t id = 1; id <= 1000; ++id) {
        const auto own = wait(1, id);
        REQUIRE(own >= minutes{30});
        seconds.insert(own / std::chrono::seconds{1});
        longest = std::max(longest, own);
    }
    CHECK(seconds.size() > 350);  // of 450 seconds
    CHECK(longest > minutes{37});
    CHECK(longest <= std::chrono::seconds{37 * 60 + 30});
}

TEST_CASE("the same delivery waits the same time, and another time after its next failure")
{
    CHECK(wait(1, 7) == wait(1, 7));
    CHECK(wait(1, 7) * 2 != wait(2, 7));
}

TEST_CASE("after five days of waiting nobody keeps trying, however old the letter is")
{
    Time at = noon;
    int attempts = 1;
    for (auto next = next_attempt(policy, delivery(attempts), at); next && attempts < 1000;
         next = next_attempt(policy, delivery(++attempts), at))
        at = *next;
    CHECK(at - noon >= std::chrono::days{5});
    CHECK(at - noon <= std::chrono::days{7});
    CHECK(settle_by({451, "4.3.0", "later"}, policy, delivery(attempts), noon).state ==
          model::DeliveryState::failed);
    CHECK(settle_by({451, "4.3.0", "later"}, policy, delivery(1), noon + std::chrono::days{90})
              .state == model::DeliveryState::due);
}

TEST_CASE("the first digit decides, RFC 5321 4.2.1")
{
    const auto state = [](int code) {
        return settle_by({code, "", "words"}, policy, delivery(1), noon).state;
    };
    CHECK(state(250) == model::DeliveryState::sent);
    CHECK(state(421) == model::DeliveryState::due);
    CHECK(state(499) == model::DeliveryState::due);
    CHECK(state(550) == model::DeliveryState::failed);
    CHECK(state(354) == model::DeliveryState::due);
}

TEST_CASE("the relay's words are kept on one line")
{
    CHECK(settle_by({250, "2.0.0", "Ok:\r\nqueued\x01"}, policy, delivery(1), noon).reply ==
          "250 2.0.0 Ok: queued");
}

}  // namespace colporteur::delivery
