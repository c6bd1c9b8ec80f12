// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace colporteur::app {

/// One file of a backup.
struct ManifestEntry {
    std::string sha256{};  ///< 64 hexadecimal digits, lower case
    std::uint64_t size = 0;
    std::string name{};  ///< below the backup's folder, `keys/token.key`

    bool operator==(const ManifestEntry&) const = default;
};

using Manifest = std::vector<ManifestEntry>;

/// `sha256  size  name`, a line for each file.
std::string to_text(const Manifest& manifest);

/// Code::invalid: not such lines, none at all, a name told twice, or a name that leads out of the
/// folder.
Result<Manifest> parse_manifest(std::string_view text);

}  // namespace colporteur::app
