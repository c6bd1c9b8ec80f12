// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::delivery {

/// A relay's words with every mail address in them taken out ("<…>: Recipient rejected"): they are
/// shown to people who need not know who reads a letter.
std::string without_addresses(std::string_view reply);

}  // namespace colporteur::delivery
