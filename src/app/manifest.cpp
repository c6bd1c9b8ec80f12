// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/manifest.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/cursor.hpp"

namespace colporteur::app {
namespace {

constexpr std::size_t digest_digits = 64;

bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

// Relative, and downwards all the way.
bool is_below(std::string_view name)
{
    const auto steps = split(name, '/');
    return std::none_of(steps.begin(), steps.end(), [](std::string_view step) {
        return step.empty() || step == "." || step == "..";
    });
}

// entry = 64HEX SP SP size SP SP name LF        size = 1*18DIGIT       name = step *( "/" step )
Result<ManifestEntry> read_entry(Cursor& in, std::size_t line)
{
    const auto damaged = [line](std::string_view expected) {
        return fail(Code::invalid, fmt::format("line {} of MANIFEST: expected {}", line, expected));
    };
    ManifestEntry entry;
    entry.sha256 = in.take_while(is_hex);
    if (entry.sha256.size() != digest_digits || !in.skip("  "))
        return damaged("64 hexadecimal digits and two spaces");
    const auto size = in.take_number();
    if (!size || !in.skip("  "))
        return damaged("a size and two spaces");
    entry.size = *size;
    entry.name = in.take_until("\n");
    if (!in.skip("\n") || entry.name.find('\0') != std::string::npos || !is_below(entry.name))
        return damaged("the name of a file below this folder");
    return entry;
}

bool has(const Manifest& manifest, const std::string& name)
{
    return std::any_of(manifest.begin(), manifest.end(),
                       [&](const ManifestEntry& entry) { return entry.name == name; });
}

}  // namespace

std::string to_text(const Manifest& manifest)
{
    std::string text;
    for (const ManifestEntry& entry : manifest)
        text += fmt::format("{}  {}  {}\n", entry.sha256, entry.size, entry.name);
    return text;
}

Result<Manifest> parse_manifest(std::string_view text)
{
    Cursor in{text};
    Manifest manifest;
    while (!in.at_end()) {
        auto entry = read_entry(in, manifest.size() + 1);
        if (!entry)
            return fail(entry.error());
        if (has(manifest, entry->name))
            return fail(Code::invalid, fmt::format("line {} of MANIFEST: {} stands there twice",
                                                   manifest.size() + 1, entry->name));
        manifest.push_back(*std::move(entry));
    }
    if (manifest.empty())
        return fail(Code::invalid, "MANIFEST is empty");
    return manifest;
}

}  // namespace colporteur::app
