// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/words.hpp"

#include <doctest/doctest.h>

namespace colporteur::model {

TEST_CASE("every word leads back to its value")
{
    for (int i = 0; i < 10; ++i) {
        const auto purpose = static_cast<Purpose>(i);
        CHECK(from_word<Purpose>(to_word(purpose)) == purpose);
    }
    for (int i = 0; i < 6; ++i) {
        const auto state = static_cast<DeliveryState>(i);
        CHECK(from_word<DeliveryState>(to_word(state)) == state);
    }
    CHECK(to_word(DeliveryState::cancelled) == "cancelled");
    CHECK(from_word<Kind>("discussion") == Kind::discussion);
    CHECK_FALSE(from_word<Kind>("letters").has_value());
}

}  // namespace colporteur::model
