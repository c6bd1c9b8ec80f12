// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace colporteur::digests {

/// The most that one issue holds.
struct IssueLimits {
    std::size_t items = 1000;
    std::size_t octets = 50'000'000;  ///< of all its posts together
};

/// How many of the waiting posts, whose octets are `sizes`, go into each issue, in their order.
/// Never none: a post over the limit goes alone, and a limit of 0 counts as 1. Their sum is
/// sizes.size().
std::vector<std::size_t> cut(const std::vector<std::size_t>& sizes, const IssueLimits& limits);

}  // namespace colporteur::digests
