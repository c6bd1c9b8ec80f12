// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/transfer.hpp"

#include <algorithm>
#include <optional>

#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/gmime.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_line = 76;    // RFC 2045 §6.7 (5)
constexpr std::size_t longest_seven = 998;  // RFC 2045 §2.7
constexpr std::size_t base64_octets = longest_line / 4 * 3;

std::string decode_with(GMimeContentEncoding encoding, std::string_view text)
{
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding);
    std::string result(g_mime_encoding_outlen(&state, text.size()), '\0');
    const std::size_t size = g_mime_encoding_flush(&state, text.data(), text.size(), result.data());
    result.resize(size);
    return result;
}

bool is_base64(char c)
{
    return is_alpha(c) || is_digit(c) || c == '+' || c == '/';
}

std::optional<char> hex_digit(char c)
{
    if (is_digit(c))
        return static_cast<char>(c - '0');
    if (lower(c) >= 'a' && lower(c) <= 'f')
        return static_cast<char>(lower(c) - 'a' + 10);
    return std::nullopt;
}

std::string escaped(std::string_view character)
{
    std::string result;
    for (const char octet : character) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto value = static_cast<unsigned char>(octet);
        result += {'=', digits[value >> 4], digits[value & 15]};
    }
    return result;
}

// One character, as it stands in a quoted-printable line; white space only where it may be `last`.
std::string quoted(std::string_view character, bool last)
{
    const char c = character.front();
    const bool printable = c > ' ' && c < 0x7F && c != '=';
    const bool as_it_stands = printable || (!last && (c == ' ' || c == '\t'));
    return as_it_stands ? std::string{character} : escaped(character);
}

// What no line may begin with: nothing to fear, delimiters, or the dot of SMTP as well.
enum class Guard { none, dashes, dashes_and_dots };

bool is_odd_start(std::string_view line, Guard guard)
{
    return (guard != Guard::none && line.starts_with("--")) ||
           (guard == Guard::dashes_and_dots && line.starts_with('.'));
}

// `goes_on`: a soft break may follow the line.
void append_line(std::string& to, std::string_view line, Guard guard, bool goes_on = false)
{
    std::size_t column = 0;
    while (!line.empty()) {
        auto next = line;
        take_code_point(next);
        const auto character = line.substr(0, line.size() - next.size());
        std::string written = quoted(character, next.empty());
        const std::size_t room = longest_line - (next.empty() && !goes_on ? 0 : 1);
        if (column + written.size() > room) {
            to += "=\r\n";
            column = 0;
        }
        if (column == 0 && is_odd_start(line, guard))
            written = escaped(character);
        to += written;
        column += written.size();
        line = next;
    }
}

std::string_view first_line(std::string_view octets)
{
    return octets.substr(0, octets.find("\r\n"));
}

}  // namespace

std::string decode_transfer(std::string_view encoding, std::string_view body)
{
    if (same_word(encoding, "base64"))
        return decode_base64(body);
    if (same_word(encoding, "quoted-printable"))
        return decode_with(GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, body);
    return std::string{body};
}

std::string decode_base64(std::string_view text)
{
    std::string result;
    Cursor in{text};
    while (!in.at_end()) {  // "=" ends a block; a careless mailer goes on after it
        std::string block;
        const auto written = in.take_until("=");
        std::copy_if(written.begin(), written.end(), std::back_inserter(block), is_base64);
        block.resize(block.size() - (block.size() % 4 == 1 ? 1 : 0));
        block.append((4 - block.size() % 4) % 4, '=');
        result += decode_with(GMIME_CONTENT_ENCODING_BASE64, block);
        in.skip("=");
    }
    return result;
}

std::string decode_q(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto high =
            text[i] == '=' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
        if (low)
            i += 2;
        result += low ? static_cast<char>(*high << 4 | *low) : text[i] == '_' ? ' ' : text[i];
    }
    return result;
}

std::string encode_quoted_printable(std::string_view utf8)
{
    std::string result;
    for (Cursor in{utf8}; !in.at_end(); in.skip("\n")) {
        append_line(result, in.take_until("\n"), Guard::none);
        result += "\r\n";
    }
    return result;
}

std::string encode_quoted_printable_octets(std::string_view octets)
{
    std::string result;
    for (Cursor in{octets}; !in.at_end();) {
        const auto line = first_line(in.rest());
        append_line(result, line, Guard::dashes);
        in.skip(line);
        if (in.skip("\r\n"))
            result += "\r\n";
    }
    return result;
}

std::string encode_quoted_printable_piece(std::string_view octets)
{
    std::string result;
    for (Cursor in{octets}; !in.at_end();) {
        const auto line = first_line(in.rest());
        const bool ends = line.size() < in.rest().size();
        append_line(result, line, Guard::dashes_and_dots, !ends);
        in.skip(line);
        if (in.skip("\r\n"))
            result += "\r\n";
    }
    return result;
}

std::string encode_base64_lines(std::string_view octets)
{
    std::string result;
    for (; !octets.empty(); octets.remove_prefix(std::min(octets.size(), base64_octets)))
        result.append(to_base64(octets.substr(0, base64_octets))).append("\r\n");
    return result;
}

Encoded encode_lines(std::string_view octets)
{
    Encoded base64{"base64", encode_base64_lines(octets)};
    Encoded quoted{"quoted-printable", encode_quoted_printable_octets(octets)};
    return quoted.octets.size() <= base64.octets.size() ? std::move(quoted) : std::move(base64);
}

bool is_clean_base64(std::string_view text)
{
    std::size_t letters = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (is_space(c))
            continue;
        if (c == '=')
            ++padding;
        else if (!is_base64(c) || padding > 0)
            return false;
        else
            ++letters;
    }
    return padding <= 2 && (letters + padding) % 4 == 0;
}

bool is_seven_bit(std::string_view octets)
{
    const auto foreign = [](char c) {
        return static_cast<signed char>(c) <= 0 || c == '\r' || c == '\n';
    };
    for (Cursor in{octets}; !in.at_end(); in.skip("\r\n")) {
        const auto line = first_line(in.rest());
        if (line.size() > longest_seven || std::any_of(line.begin(), line.end(), foreign))
            return false;
        in.skip(line);
    }
    return true;
}

}  // namespace colporteur::mail
