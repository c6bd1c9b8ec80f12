// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/zone.hpp"
#include "model/person.hpp"

namespace colporteur::robot {

// pause = "" / until / [ from-word ] day ( until / "-" day ) / from-word day     until: options.hpp

/// When somebody wants no mail: `until 2026-09-01`, `du 1er au 15 août`, `from 1 August to 3
/// September`, `2026-08-01 2026-08-15`; with nothing, from now on without an end. The first day is
/// the first without mail, the last one the first with mail again, each from midnight on in that
/// zone. Nothing for what is no such text, ends before it begins, or is past.
std::optional<model::Suspension> read_pause(std::string_view text, const Zone& zone, Time now);

}  // namespace colporteur::robot
