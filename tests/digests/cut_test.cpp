// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/cut.hpp"

#include <limits>
#include <numeric>

#include <doctest/doctest.h>

namespace colporteur::digests {

TEST_CASE("posts go into as few issues as their number and octets allow, in their order")
{
    using Sizes = std::vector<std::size_t>;

    struct Row {
        Sizes sizes;
        IssueLimits limits;
        Sizes counts;
    };

    constexpr std::size_t huge = std::numeric_limits<std::size_t>::max();

    for (const Row& row : {
             Row{{}, {3, 100}, {}},
             Row{{10, 10, 10}, {3, 100}, {3}},
             Row{{10, 10, 10, 10}, {3, 100}, {3, 1}},
             Row{{60, 40, 1}, {3, 100}, {2, 1}},
             Row{{60, 41, 1}, {3, 100}, {1, 2}},
             Row{{10, 500, 10, 10}, {9, 100}, {1, 1, 2}},  // too large for any: alone
             Row{{500}, {9, 100}, {1}},
             Row{{huge, huge, 1}, {9, 100}, {1, 1, 1}},
             Row{{huge, huge, 1}, {9, huge}, {1, 1, 1}},
             Row{{0, 0, 0}, {9, 100}, {3}},
             Row{{1, 1}, {0, 100}, {1, 1}},
             Row{{1, 1}, {9, 0}, {1, 1}},
         }) {
        CAPTURE(row.limits.items);
        CAPTURE(row.limits.octets);
        CAPTURE(row.sizes.size());
        CHECK(cut(row.sizes, row.limits) == row.counts);
    }
}

TEST_CASE(
    "by default an issue holds 1000 posts or 50 MB, and no post is lost between issues (DIG-01)")
{
    const auto counts = cut(std::vector<std::size_t>(2500, 20'000), {});
    CHECK(counts == std::vector<std::size_t>{1000, 1000, 500});
    CHECK(cut(std::vector<std::size_t>(100, 1'000'000), {}) == std::vector<std::size_t>{50, 50});
}

}  // namespace colporteur::digests
