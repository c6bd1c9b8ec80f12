// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace colporteur::mail {

/// The one spelling of a mail domain: lower case, U-labels turned into A-labels (IDNA 2008, UTS 46
/// non-transitional), or an address literal in brackets (RFC 5321 §4.1.3). At most 255 octets.
Result<std::string> normal_domain(std::string_view text);

}  // namespace colporteur::mail
