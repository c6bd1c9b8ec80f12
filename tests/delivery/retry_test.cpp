// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/retry.hpp"

#include <doctest/doctest.h>

namespace colporteur::delivery {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();
const RetryPolicy policy;

}  // namespace

TEST_CASE("waits grow from half an hour and stop growing at four hours, RFC 5321 4.5.4.1")
{
    const auto wait = [](int failures) {
        return std::chrono::duration_cast<std::chrono::minutes>(
                   *next_attempt(policy, noon, failures, noon) - noon)
            .count();
    };
    CHECK(wait(1) == 30);
    CHECK(wait(2) == 60);
    CHECK(wait(4) == 240);
    CHECK(wait(50) == 240);
}

TEST_CASE("after five days nobody keeps trying")
{
    CHECK_FALSE(next_attempt(policy, noon, 9, noon + std::chrono::days{5}).has_value());
    CHECK(settle_by({451, "4.3.0", "later"}, policy, noon, 9, noon + std::chrono::days{5}).state ==
          model::DeliveryState::failed);
}

TEST_CASE("the first digit decides, RFC 5321 4.2.1")
{
    const auto state = [](int code) {
        return settle_by({code, "", "words"}, policy, noon, 1, noon).state;
    };
    CHECK(state(250) == model::DeliveryState::sent);
    CHECK(state(421) == model::DeliveryState::due);
    CHECK(state(499) == model::DeliveryState::due);
    CHECK(state(550) == model::DeliveryState::failed);
    CHECK(state(354) == model::DeliveryState::due);
}

TEST_CASE("the relay's words are kept on one line")
{
    CHECK(settle_by({250, "2.0.0", "Ok:\r\nqueued\x01"}, policy, noon, 1, noon).reply ==
          "250 2.0.0 Ok: queued");
}

}  // namespace colporteur::delivery
