// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "mail/header.hpp"

namespace colporteur::mail {

/// The file name that an entity gives itself, as UTF-8: `filename` of its Content-Disposition (RFC
/// 2183 §2.3), else `name` of its Content-Type; "" when there is none. Fit to be shown and to stand
/// in a link (2231-01): without the folders before it, control characters and bidirectional
/// overrides, at most 200 octets; never "." or "..".
std::string file_name(const Split& entity);

}  // namespace colporteur::mail
