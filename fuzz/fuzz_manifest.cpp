// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/manifest.hpp"

// A manifest that can be read is what it would be written as, and none of its names leads out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur::app;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto manifest = parse_manifest(text);
    if (!manifest)
        return 0;
    if (parse_manifest(to_text(*manifest)) != manifest)
        std::abort();
    for (const ManifestEntry& entry : *manifest)
        if (entry.name.empty() || entry.name.front() == '/' ||
            ("/" + entry.name + "/").find("/../") != std::string::npos)
            std::abort();
    return 0;
}
