// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

namespace colporteur::app {

/// What root makes in a folder belongs to the folder's owner: an administrator's first command may
/// come before the server's first start, and the server must be able to write all the same. Throws
/// std::runtime_error.
void give_to_owner_of(const std::filesystem::path& folder, const std::filesystem::path& made);

}  // namespace colporteur::app
