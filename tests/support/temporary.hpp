// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "store/db.hpp"

namespace colporteur::support {

/// A folder of its own, gone with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// An empty store with today's schema, on disk, as the server has it.
struct TemporaryStore {
    TemporaryFolder folder;
    std::string path = folder / "test.db";
    store::Db db{path};

    TemporaryStore();
};

}  // namespace colporteur::support
