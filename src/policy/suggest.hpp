// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace colporteur::policy {

/// `: did you mean "members"?` when one of `known` is near to what was typed, else "".
std::string suggest(std::string_view typed, const std::vector<std::string_view>& known);

/// A piece of somebody's text for an error: one line, not too long, in quotes.
std::string cite(std::string_view text);

}  // namespace colporteur::policy
