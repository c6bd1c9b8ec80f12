// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "text/translation.hpp"

namespace colporteur::text {

/// How large something is, as people say it: "12 KB", "3 MB", never 0.
std::string human_size(std::size_t octets, const Language& language);

}  // namespace colporteur::text
