// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// Files that must be on disk when we say so. What fails throws std::runtime_error with the file's
/// name and the system's words.
namespace colporteur::app {

/// What a file holds.
struct FileDigest {
    std::string sha256{};  ///< 64 hexadecimal digits
    std::uint64_t size = 0;

    bool operator==(const FileDigest&) const = default;
};

FileDigest digest_of(const std::filesystem::path& file);

/// `to` is replaced if it is there; readable by its owner alone; synced.
FileDigest copy_synced(const std::filesystem::path& from, const std::filesystem::path& to);
void write_synced(const std::filesystem::path& to, std::string_view octets);

/// A file's content, or the names in a folder.
void sync_to_disk(const std::filesystem::path& path);

}  // namespace colporteur::app
