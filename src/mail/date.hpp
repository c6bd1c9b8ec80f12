// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace colporteur::mail {

/// The moment that a Date field body tells (RFC 5322 §3.3), comments and the obsolete years and
/// zones (§4.3) too; a zone that is missing or unknown counts as UTC. Nothing when it tells none.
std::optional<Time> parse_date(std::string_view field_body);

}  // namespace colporteur::mail
