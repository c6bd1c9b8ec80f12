// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/utf8.hpp"

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"

namespace colporteur {
namespace {

constexpr char32_t replacement = 0xFFFD;

// UTF-8 = 1 to 4 octets, RFC 3629 §4. Returns the octets used; on damage 1, with the replacement
// character.
std::size_t decode(std::string_view text, char32_t& code_point)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = at(0);
    code_point = lead;
    if (lead < 0x80)
        return 1;

    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    code_point = replacement;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
        return 1;

    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0) != 0x80)
            return 1;
        value = (value << 6) | (at(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF)
        return 1;
    code_point = value;
    return length;
}

struct Folding {
    char32_t first, last;
    std::string_view to;
};

// Latin-1 Supplement, Latin Extended-A, and the punctuation that mail programs put in place of
// ASCII.
constexpr Folding foldings[] = {
    {0xA0, 0xA0, " "},      {0xAB, 0xAB, "\""},      {0xAD, 0xAD, ""},      {0xBB, 0xBB, "\""},
    {0xC0, 0xC5, "a"},      {0xC6, 0xC6, "ae"},      {0xC7, 0xC7, "c"},     {0xC8, 0xCB, "e"},
    {0xCC, 0xCF, "i"},      {0xD0, 0xD0, "d"},       {0xD1, 0xD1, "n"},     {0xD2, 0xD6, "o"},
    {0xD8, 0xD8, "o"},      {0xD9, 0xDC, "u"},       {0xDD, 0xDD, "y"},     {0xDE, 0xDE, "th"},
    {0xDF, 0xDF, "ss"},     {0xE0, 0xE5, "a"},       {0xE6, 0xE6, "ae"},    {0xE7, 0xE7, "c"},
    {0xE8, 0xEB, "e"},      {0xEC, 0xEF, "i"},       {0xF0, 0xF0, "d"},     {0xF1, 0xF1, "n"},
    {0xF2, 0xF6, "o"},      {0xF8, 0xF8, "o"},       {0xF9, 0xFC, "u"},     {0xFD, 0xFD, "y"},
    {0xFE, 0xFE, "th"},     {0xFF, 0xFF, "y"},       {0x100, 0x105, "a"},   {0x106, 0x10D, "c"},
    {0x10E, 0x111, "d"},    {0x112, 0x11B, "e"},     {0x11C, 0x123, "g"},   {0x124, 0x127, "h"},
    {0x128, 0x131, "i"},    {0x132, 0x133, "ij"},    {0x134, 0x135, "j"},   {0x136, 0x138, "k"},
    {0x139, 0x142, "l"},    {0x143, 0x14B, "n"},     {0x14C, 0x151, "o"},   {0x152, 0x153, "oe"},
    {0x154, 0x159, "r"},    {0x15A, 0x161, "s"},     {0x162, 0x167, "t"},   {0x168, 0x173, "u"},
    {0x174, 0x175, "w"},    {0x176, 0x178, "y"},     {0x179, 0x17E, "z"},   {0x300, 0x36F, ""},
    {0x2000, 0x200A, " "},  {0x200B, 0x200F, ""},    {0x2010, 0x2015, "-"}, {0x2018, 0x201B, "'"},
    {0x201C, 0x201F, "\""}, {0x2026, 0x2026, "..."}, {0x202F, 0x202F, " "}, {0x2039, 0x203A, "'"},
    {0x3000, 0x3000, " "},  {0xFEFF, 0xFEFF, ""},
};

// Control characters, and those that reorder or hide what stands around them.
bool is_unshowable(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

}  // namespace

bool is_utf8(std::string_view octets)
{
    char32_t code_point = 0;
    while (!octets.empty()) {
        const std::size_t used = decode(octets, code_point);
        if (code_point == replacement && used == 1)
            return false;
        octets.remove_prefix(used);
    }
    return true;
}

bool is_ascii(std::string_view octets)
{
    return std::all_of(octets.begin(), octets.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_valid_utf8(std::string_view octets)
{
    std::string result;
    result.reserve(octets.size());
    while (!octets.empty())
        append_code_point(result, take_code_point(octets));
    return result;
}

char32_t take_code_point(std::string_view& text)
{
    char32_t code_point = 0;
    text.remove_prefix(decode(text, code_point));
    return code_point;
}

void append_code_point(std::string& to, char32_t c)
{
    const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
    } else if (c < 0x10000) {
        to += {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
    } else {
        to += {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
    }
}

std::string fold(std::string_view utf8)
{
    std::string result;
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        if (c < 0x80) {
            result += lower(static_cast<char>(c));
            continue;
        }
        const auto* const rule =
            std::find_if(std::begin(foldings), std::end(foldings),
                         [c](const Folding& f) { return c >= f.first && c <= f.last; });
        if (rule != std::end(foldings))
            result += rule->to;
        else
            append_code_point(result, c);
    }
    return result;
}

std::string one_line(std::string_view utf8, std::size_t most)
{
    std::string result;
    bool space_waiting = false;
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0) {
            space_waiting = !result.empty();
            continue;
        }
        if (is_unshowable(c))
            continue;
        std::string next = space_waiting ? " " : "";
        append_code_point(next, c);
        if (result.size() + next.size() > most)
            break;
        result += next;
        space_waiting = false;
    }
    return result;
}

std::string showable_lines(std::string_view utf8)
{
    const auto joins = [](char32_t c) { return c == 0x200C || c == 0x200D; };  // within one sign
    std::string result;
    while (!utf8.empty()) {
        const bool lone_cr = utf8.front() == '\r' && !utf8.starts_with("\r\n");
        const char32_t c = take_code_point(utf8);
        if (lone_cr)
            result += '\n';
        else if (c == '\n' || c == '\t' || joins(c) || !is_unshowable(c))
            append_code_point(result, c);
    }
    return result;
}

// Damerau-Levenshtein, restricted: three rows are enough.
std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

}  // namespace colporteur
