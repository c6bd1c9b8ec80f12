// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "archive/selection.hpp"
#include "base/time.hpp"

namespace colporteur::robot {

// selection = month / thread-word number / number *( [ "," ] number ) / permalink
// number    = [ "#" ] 1*18DIGIT [ "-" 1*18DIGIT ]
// permalink = [ URL "/m/" ] 26( ALPHA / "2" … "7" )

/// Which posts of an archive somebody means, behind `get LIST` and `index LIST`: `2026-03`, `mars
/// 2026`, `12`, `12-20`, `12,15`, `thread 12`, the last piece of a link, or the whole link.
/// "1999-12" is a month. At most 50 numbers and ranges. Nothing for anything else.
std::optional<archive::Selection> read_selection(std::string_view text, Time today);

}  // namespace colporteur::robot
