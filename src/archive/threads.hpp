// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "model/archived.hpp"

namespace colporteur::archive {

/// A post and how deep it stands below the first of its thread.
struct Placed {
    model::Archived post;
    int depth = 0;
};

/// Some posts of one list, given by number, in the order in which people follow a conversation:
/// thread after thread as they began, each answer behind what it answers. What answers a post that
/// is not among them stands right below the first of its thread. Of posts with one Message-ID an
/// answer follows the last before it, else the first; a circle of answers begins with its smallest
/// number (ARC-04).
std::vector<Placed> in_threads(std::vector<model::Archived> posts);

}  // namespace colporteur::archive
