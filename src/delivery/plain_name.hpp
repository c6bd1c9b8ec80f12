// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::delivery {

/// A person's name, as anybody may have typed it, fit for our mail: one line; "" when it is longer
/// than 80 characters, or holds an address or a link: then it is no name but somebody's text, which
/// we would carry to a stranger (SEC-03).
std::string plain_name(std::string_view typed);

}  // namespace colporteur::delivery
