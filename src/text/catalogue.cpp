// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/catalogue.hpp"

#include <cstdint>
#include <optional>

namespace colporteur::text {
namespace {

// mo        = magic revision count originals translations hash-size hash-offset *OCTET
// originals = count*( length offset )        where the table `originals` points to; each text is
// followed by NUL
//             texts are sorted, so the first original is "": its translation is the header of the
//             catalogue
// hash      = hash-size*( 0 / 1..count )     every number is 32 bits, in the byte order that makes
// `magic` 950412de

constexpr std::uint32_t magic = 0x950412de;
constexpr std::uint32_t swapped_magic = 0xde120495;
constexpr std::size_t longest_plural_rule = 500;

class Mo {
public:
    explicit Mo(std::string_view octets) : octets_{octets} { swapped_ = word(0) == swapped_magic; }

    /// The number at that octet; nothing past the end.
    std::optional<std::uint32_t> word(std::uint64_t at) const
    {
        if (at + 4 > octets_.size())
            return std::nullopt;
        std::uint32_t value = 0;
        for (unsigned i = 0; i < 4; ++i) {
            const auto octet = static_cast<unsigned char>(octets_[at + i]);
            value |= std::uint32_t{octet} << 8 * (swapped_ ? 3 - i : i);
        }
        return value;
    }

    /// The text that entry `i` of a table describes; nothing when it leaves the file or lacks its
    /// NUL.
    std::optional<std::string_view> text(std::uint64_t table, std::uint64_t i) const
    {
        const auto length = word(table + i * 8);
        const auto offset = word(table + i * 8 + 4);
        if (!length || !offset || std::uint64_t{*offset} + *length >= octets_.size())
            return std::nullopt;
        if (octets_[std::size_t{*offset} + *length] != '\0')
            return std::nullopt;
        return octets_.substr(*offset, *length);
    }

private:
    std::string_view octets_;
    bool swapped_ = false;
};

bool is_sound_header(std::string_view header)
{
    const auto rule = header.find("plural=");
    return rule == std::string_view::npos ||
           header.substr(rule).find('\n') <= longest_plural_rule ||
           header.size() - rule <= longest_plural_rule;
}

bool is_sound_hash(const Mo& mo, std::uint32_t count)
{
    const auto size = mo.word(20);
    const auto table = mo.word(24);
    if (!size || !table || *size == 1 || *size == 2)  // the step of a search is modulo size - 2
        return false;
    for (std::uint64_t i = 0; i < *size; ++i) {
        const auto entry = mo.word(*table + i * 4);
        if (!entry || *entry > count)
            return false;
    }
    return true;
}

}  // namespace

bool is_sound_mo(std::string_view octets)
{
    const Mo mo{octets};
    const auto count = mo.word(8);
    const auto originals = mo.word(12);
    const auto translations = mo.word(16);
    if (mo.word(0) != magic || count.value_or(0) == 0 || !originals || !translations)
        return false;

    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto original = mo.text(*originals, i);
        const auto translation = mo.text(*translations, i);
        if (!original || !translation)
            return false;
        if (original->empty() != (i == 0) || (i == 0 && !is_sound_header(*translation)))
            return false;
    }
    return is_sound_hash(mo, *count);
}

}  // namespace colporteur::text
