// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t fold_column = 76;     // 2047-01; RFC 5322 §2.1.1 would allow 78
constexpr std::size_t longest_line = 998;   // RFC 5322 §2.1.1
constexpr std::size_t longest_plain = 900;  // a word that is longer is encoded, to be foldable
constexpr std::size_t longest_blank = 60;   // likewise for white space

constexpr std::string_view q_start = "=?UTF-8?Q?";
constexpr std::string_view b_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::size_t payload = 60 - q_start.size() - word_end.size();

// Needs no encoding where a phrase is meant (RFC 2047 §5 (3)), and so nowhere.
bool is_q_safe(char c)
{
    return is_alpha(c) || is_digit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

bool is_high(char c)
{
    return static_cast<unsigned char>(c) > 127;
}

std::string to_q(std::string_view octets)
{
    std::string result;
    for (const char c : octets) {
        if (is_q_safe(c)) {
            result += c;
        } else if (c == ' ') {
            result += '_';
        } else {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto octet = static_cast<unsigned char>(c);
            result += {'=', digits[octet >> 4], digits[octet & 15]};
        }
    }
    return result;
}

// How many octets `count` octets take in base64.
constexpr std::size_t base64_size(std::size_t count)
{
    return (count + 2) / 3 * 4;
}

// Takes as many whole characters as fit into one encoded-word; at least one.
std::string_view take_fitting(std::string_view& rest, bool q)
{
    const auto start = rest;
    std::size_t used = 0;
    std::size_t encoded = 0;
    while (!rest.empty()) {
        auto next = rest;
        take_code_point(next);
        const auto character = rest.substr(0, rest.size() - next.size());
        encoded = q ? encoded + to_q(character).size() : base64_size(used + character.size());
        if (used > 0 && encoded > payload)
            break;
        used += character.size();
        rest = next;
    }
    return start.substr(0, used);
}

std::string without_line_breaks(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), harmless);
    return result;
}

/// White space, then a word: what a header line is made of.
struct Piece {
    std::string_view blank;
    std::string_view word;
};

std::vector<Piece> pieces_of(std::string_view text)
{
    std::vector<Piece> pieces;
    Cursor in{text};
    while (!in.at_end()) {
        const auto blank = in.take_while(is_blank);
        pieces.push_back({blank, in.take_until(" \t")});
    }
    return pieces;
}

// A blank word is white space at an end of the text, which would be trimmed away.
bool must_encode(const Piece& piece)
{
    return piece.word.empty() || piece.word.size() > longest_plain ||
           piece.blank.size() > longest_blank || piece.word.find("=?") != std::string_view::npos ||
           std::any_of(piece.word.begin(), piece.word.end(),
                       [](char c) { return is_control(c) || is_high(c); });
}

std::string joined(std::vector<Piece>::const_iterator from, std::vector<Piece>::const_iterator to)
{
    std::string result;
    for (; from != to; ++from)
        result.append(from->blank).append(from->word);
    return result;
}

// Takes what fits on a line of `longest_line`, not cutting a character.
std::string_view take_forced(std::string_view& word, std::size_t room)
{
    std::size_t size = std::min(word.size(), room);
    while (size > 1 && size < word.size() &&
           (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80)
        --size;
    const auto taken = word.substr(0, size);
    word.remove_prefix(size);
    return taken;
}

}  // namespace

std::string encode_words(std::string_view utf8)
{
    const std::string text = without_line_breaks(utf8);
    const auto high = std::count_if(text.begin(), text.end(), is_high);
    const bool q = static_cast<std::size_t>(high) * 3 <= text.size();  // readable as it stands
    std::string result;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto fitting = take_fitting(rest, q);
        result += result.empty() ? "" : " ";
        result += q ? q_start : b_start;
        result += q ? to_q(fitting) : to_base64(fitting);
        result += word_end;
    }
    return result;
}

std::string encode_text(std::string_view utf8)
{
    const std::string text = without_line_breaks(to_valid_utf8(utf8));
    const auto pieces = pieces_of(text);
    auto first = std::find_if(pieces.begin(), pieces.end(), must_encode);
    auto end = std::find_if(pieces.rbegin(), pieces.rend(), must_encode).base();
    if (text.starts_with(' ') || text.starts_with('\t')) {
        first = pieces.begin();
        end = std::max(end, first + 1);
    }
    if (first >= end)
        return text;
    if (first != pieces.begin() && (first->word.empty() || first->blank.size() > longest_blank))
        --first;  // encoded white space needs a word before it that is encoded with it

    const auto outside = first == pieces.begin() ? std::string_view{} : first->blank;
    std::string result = joined(pieces.begin(), first).append(outside);
    result += encode_words(joined(first, end).substr(outside.size()));
    return result + joined(end, pieces.end());
}

// field = name ":" SP word *( WSP word / CRLF WSP word ) CRLF     RFC 5322 §2.2.3

std::string format_field(std::string_view name, std::string_view body)
{
    std::string result;
    name = name.substr(0, fold_column);
    std::copy_if(name.begin(), name.end(), std::back_inserter(result), is_ftext);
    result += ':';

    const std::string text = without_line_breaks(body);
    std::size_t column = result.size();
    bool first = true;
    for (Piece piece : pieces_of(trim(text))) {
        if (first || piece.blank.size() > longest_blank)
            piece.blank = " ";
        if (!first && column + piece.blank.size() + piece.word.size() > fold_column) {
            result += "\r\n";
            column = 0;
        }
        result += piece.blank;
        column += piece.blank.size();
        while (column + piece.word.size() > longest_line) {
            result += take_forced(piece.word, longest_line - column);
            result += "\r\n ";
            column = 1;
        }
        result += piece.word;
        column += piece.word.size();
        first = false;
    }
    return result + "\r\n";
}

}  // namespace colporteur::mail
