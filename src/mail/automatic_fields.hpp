// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to mail/: the header fields that machines leave.
#pragma once

#include <optional>
#include <string>

#include "mail/header.hpp"

namespace colporteur::mail {

enum class Shows {
    machine,  ///< a machine wrote it
    silence,  ///< it wants no automatic answer, whoever wrote it
};

/// The first field of the header that shows it, in words for the log.
std::optional<std::string> telling_field(const Split& message, Shows what);

}  // namespace colporteur::mail
