// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/size.hpp"

namespace colporteur::text {

std::string human_size(std::size_t octets, const Language& language)
{
    const auto count = static_cast<long long>(octets);
    if (count < 1'000'000)
        return language.count("{} KB", "{} KB", count / 1000 + 1);
    return language.count("{} MB", "{} MB", count / 1'000'000 + 1);
}

}  // namespace colporteur::text
