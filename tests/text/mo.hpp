// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes small catalogues for tests, as msgfmt would.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace colporteur::test {

inline void append_word(std::string& mo, std::size_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        mo += static_cast<char>(value >> shift & 0xFF);
}

/// A .mo without a hash table. Plural entries are written "one\0many" (both sides), as in the
/// format.
inline std::string make_mo(std::map<std::string, std::string> entries)
{
    entries[""] +=
        "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n";
    const std::size_t tables = 28 + entries.size() * 16;
    std::string mo;
    for (const std::size_t word :
         {std::size_t{0x950412de}, std::size_t{0}, entries.size(), std::size_t{28},
          28 + entries.size() * 8, std::size_t{0}, tables})
        append_word(mo, word);

    std::string texts;
    const auto add = [&](const std::string& text) {
        append_word(mo, text.size());
        append_word(mo, tables + texts.size());
        texts += text + '\0';
    };
    for (const auto& [original, translation] : entries)
        add(original);
    for (const auto& [original, translation] : entries)
        add(translation);
    return mo + texts;
}

}  // namespace colporteur::test
