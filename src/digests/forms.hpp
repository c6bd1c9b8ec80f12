// SPDX-License-Identifier: AGPL-3.0-or-later
// Included by .cpp files of this folder alone.
#pragma once

#include <string>

#include "digests/issue.hpp"

namespace colporteur::digests {

/// The whole as an entity: Content-* fields, an empty line, the body. `opening`: what stands before
/// the posts, wrapped.
std::string mime_entity(const Issue& issue, const std::string& opening);

/// The text of a plain digest (RFC 1153), LF line ends.
std::string plain_text(const Issue& issue, const std::string& opening);

}  // namespace colporteur::digests
