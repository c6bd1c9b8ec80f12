// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/charset.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::mail {
namespace {

// What 0x80 to 0x9F mean (WHATWG Encoding, index windows-1252).
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

std::string from_windows_1252(std::string_view octets)
{
    std::string result;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        append_code_point(result,
                          octet >= 0x80 && octet < 0xA0 ? windows_1252[octet - 0x80] : octet);
    }
    return result;
}

enum class Family { unnamed, utf8, latin1, other };

struct Alias {
    std::string_view name;
    Family family;
    const char* iconv;   ///< read as; for the family `other`
    const char* strict;  ///< written as: others may know only what the name says
};

// Names that iconv does not know, or reads more strictly than mailers write (WHATWG Encoding §4.2).
constexpr Alias aliases[] = {
    {"", Family::unnamed, "", "US-ASCII"},
    {"us-ascii", Family::unnamed, "", "US-ASCII"},
    {"ascii", Family::unnamed, "", "US-ASCII"},
    {"ansi_x3.4-1968", Family::unnamed, "", "US-ASCII"},
    {"utf-8", Family::utf8, "", "UTF-8"},
    {"utf8", Family::utf8, "", "UTF-8"},
    {"iso-8859-1", Family::latin1, "", "ISO-8859-1"},
    {"iso8859-1", Family::latin1, "", "ISO-8859-1"},
    {"latin1", Family::latin1, "", "ISO-8859-1"},
    {"windows-1252", Family::latin1, "", "CP1252"},
    {"cp1252", Family::latin1, "", "CP1252"},
    {"iso-8859-8-i", Family::other, "ISO-8859-8", "ISO-8859-8"},
    {"ks_c_5601-1987", Family::other, "CP949", "EUC-KR"},
    {"euc-kr", Family::other, "CP949", "EUC-KR"},
    {"gb2312", Family::other, "GB18030", "GB2312"},
    {"gbk", Family::other, "GB18030", "GBK"},
    {"shift_jis", Family::other, "CP932", "SHIFT_JIS"},
    {"x-sjis", Family::other, "CP932", "SHIFT_JIS"},
    {"unicode-1-1-utf-7", Family::other, "UTF-7", "UTF-7"},
    {"x-mac-roman", Family::other, "MACINTOSH", "MACINTOSH"},
};

Family family_of(std::string_view charset)
{
    for (const Alias& alias : aliases)
        if (same_word(alias.name, charset))
            return alias.family;
    return Family::other;
}

// The name for iconv; "" when it is none, or one of iconv's own that follow the locale.
std::string iconv_name(std::string_view charset)
{
    for (const Alias& alias : aliases)
        if (same_word(alias.name, charset))
            return alias.iconv;
    const bool named =
        charset.size() <= 40 && std::all_of(charset.begin(), charset.end(), [](char c) {
            return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
        });
    const bool locale = same_word(charset, "char") || same_word(charset, "wchar_t");
    return named && !locale ? std::string{charset} : "";
}

/// A conversion between charsets. Not g_mime_iconv: that remembers every unknown name it was ever
/// asked for.
class Converter {
public:
    Converter(const std::string& from, const std::string& to)
        : handle_{iconv_open(to.c_str(), from.c_str())}
    {
    }

    ~Converter()
    {
        if (is_open())
            iconv_close(handle_);
    }

    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    /// Appends to `to` what can be read of `octets` and takes it off; whether that was all.
    bool convert(std::string_view& octets, std::string& to)
    {
        char* in = const_cast<char*>(octets.data());  // iconv's signature; it does not write
        std::size_t left = octets.size();
        bool full = true;
        std::size_t status = 0;
        while (full) {
            std::array<char, 4096> buffer;
            char* out = buffer.data();
            std::size_t room = buffer.size();
            status = iconv(handle_, &in, &left, &out, &room);
            full = status == failed && errno == E2BIG;
            to.append(buffer.data(), out);
        }
        octets.remove_prefix(octets.size() - left);
        return status != failed;
    }

    /// Appends what leads back to the first state of the charset (ISO-2022-JP ends in ASCII).
    void finish(std::string& to)
    {
        std::array<char, 64> buffer;
        char* out = buffer.data();
        std::size_t room = buffer.size();
        iconv(handle_, nullptr, nullptr, &out, &room);
        to.append(buffer.data(), out);
    }

private:
    static constexpr auto failed = static_cast<std::size_t>(-1);

    iconv_t handle_;
};

std::optional<std::string> convert(std::string_view charset, std::string_view octets, bool lossy)
{
    const std::string name = iconv_name(charset);
    if (name.empty())
        return std::nullopt;
    Converter converter{name, "UTF-8"};
    if (!converter.is_open())
        return std::nullopt;

    std::string result;
    while (!converter.convert(octets, result)) {
        if (!lossy)
            return std::nullopt;
        result += "\uFFFD";
        octets.remove_prefix(std::min<std::size_t>(1, octets.size()));
    }
    return to_valid_utf8(result);
}

// The name to write with; "" when there is none.
std::string strict_name(std::string_view charset)
{
    for (const Alias& alias : aliases)
        if (same_word(alias.name, charset))
            return alias.strict;
    return iconv_name(charset);
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view charset, std::string_view octets)
{
    switch (family_of(charset)) {
    case Family::unnamed: return guess_utf8(octets);
    case Family::latin1: return from_windows_1252(octets);
    case Family::utf8:
        if (!is_utf8(octets))
            return std::nullopt;
        return std::string{octets};
    case Family::other: break;
    }
    return convert(charset, octets, false);
}

std::optional<std::string> from_utf8(std::string_view charset, std::string_view utf8)
{
    const std::string name = strict_name(charset);
    if (name.empty())
        return std::nullopt;
    Converter converter{"UTF-8", name};
    if (!converter.is_open())
        return std::nullopt;
    std::string result;
    auto rest = utf8;
    if (!converter.convert(rest, result))
        return std::nullopt;
    converter.finish(result);
    return to_utf8(charset, result) == utf8 ? std::optional{std::move(result)} : std::nullopt;
}

std::string to_readable_utf8(std::string_view charset, std::string_view octets)
{
    switch (family_of(charset)) {
    case Family::unnamed: return guess_utf8(octets);
    case Family::latin1: return from_windows_1252(octets);
    case Family::utf8: return to_valid_utf8(octets);
    case Family::other: break;
    }
    auto text = convert(charset, octets, true);
    return text ? *std::move(text) : guess_utf8(octets);
}

bool is_wide(std::string_view charset)
{
    constexpr std::string_view wide[] = {"utf-16", "utf-32", "ucs-", "iso-10646-ucs"};
    return std::any_of(std::begin(wide), std::end(wide), [charset](std::string_view prefix) {
        return starts_with_word(charset, prefix);
    });
}

std::string guess_utf8(std::string_view octets)
{
    return is_utf8(octets) ? std::string{octets} : from_windows_1252(octets);
}

}  // namespace colporteur::mail
