// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace colporteur::app {

/// Only one server, or one restore, may have a data directory: held as long as this lives, let go
/// by the system whatever happens.
class DirectoryLock {
public:
    /// Throws std::runtime_error when another one holds it, or the file cannot be made.
    explicit DirectoryLock(const std::string& folder);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;

private:
    int file_;
};

}  // namespace colporteur::app
