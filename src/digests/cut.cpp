// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/cut.hpp"

#include <algorithm>

namespace colporteur::digests {

std::vector<std::size_t> cut(const std::vector<std::size_t>& sizes, const IssueLimits& limits)
{
    std::vector<std::size_t> counts;
    std::size_t octets_left = 0;
    for (const std::size_t size : sizes) {
        const bool fits = !counts.empty() && counts.back() < limits.items && size <= octets_left;
        if (fits) {
            ++counts.back();
            octets_left -= size;
        } else {
            counts.push_back(1);
            octets_left = limits.octets - std::min(size, limits.octets);
        }
    }
    return counts;
}

}  // namespace colporteur::digests
