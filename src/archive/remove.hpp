// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "model/archived.hpp"
#include "model/words.hpp"
#include "store/db.hpp"

namespace colporteur::archive {

/// Takes a post away for good: from the archive, from every index, and from digests that are not
/// sent yet; its link says from then on that it is gone (ARC-03). The octets as they came go too,
/// unless something else needs them still, such as copies on their way. Written down as a change of
/// the list, without what the post said. Returns whether the octets are gone as well.
bool remove(store::Tx& tx, const model::Archived& post, const std::string& who, model::Way way,
            Time now);

}  // namespace colporteur::archive
