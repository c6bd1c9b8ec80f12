// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/embedded.hpp"

#include <algorithm>

#include "text/embedded_file.hpp"

// Weak: only the program itself is linked with its own source code (cmake/Embedded.cmake).
extern "C" {
[[gnu::weak]] extern const char colporteur_source[];
[[gnu::weak]] extern const char colporteur_source_end[];
[[gnu::weak]] extern const char colporteur_source_version[];
[[gnu::weak]] extern const char colporteur_source_version_end[];
}

namespace colporteur::text {
namespace {

std::string_view between(const char* begin, const char* end)
{
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::optional<std::string_view> embedded(std::string_view name)
{
    for (const auto* file = embedded_files; file->name != nullptr; ++file)
        if (file->name == name)
            return between(file->begin, file->end);
    return std::nullopt;
}

std::vector<std::string_view> embedded_names()
{
    std::vector<std::string_view> names;
    for (const auto* file = embedded_files; file->name != nullptr; ++file)
        names.emplace_back(file->name);
    std::sort(names.begin(), names.end());
    return names;
}

std::string_view source_tarball()
{
    return between(colporteur_source, colporteur_source_end);
}

std::string_view source_version()
{
    return between(colporteur_source_version, colporteur_source_version_end);
}

}  // namespace colporteur::text
