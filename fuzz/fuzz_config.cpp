// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/config.hpp"

// Whatever the file: a configuration that can be used, or an error that names the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto config = colporteur::app::parse_config(text, "colporteur.toml");
    if (!config && !config.error().what.starts_with("colporteur.toml:"))
        std::abort();
    if (config && (config->robot.empty() || config->data.empty() || config->web.url.empty()))
        std::abort();
    return 0;
}
