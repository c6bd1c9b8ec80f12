// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace colporteur {

/// Whether the octets are valid UTF-8 (RFC 3629: no overlong form, no surrogate, at most U+10FFFF).
bool is_utf8(std::string_view octets);

bool is_ascii(std::string_view octets);

/// `octets` if valid, else each bad octet replaced by U+FFFD.
std::string to_valid_utf8(std::string_view octets);

/// Takes one code point off the front of valid UTF-8; U+FFFD for a bad octet. `text` must not be
/// empty.
char32_t take_code_point(std::string_view& text);

void append_code_point(std::string& to, char32_t code_point);

/// What is left when case and accents of Latin letters are taken away: "Désabonner" gives
/// "desabonner", "œuvre" gives "oeuvre"; typographic quotes, dashes and spaces become their ASCII
/// cousins. For comparing what people type, never for showing.
std::string fold(std::string_view utf8);

/// One line fit to be shown: control and bidirectional-override characters taken away, runs of
/// white space made one space, ends trimmed, at most `most` octets (cut between characters).
std::string one_line(std::string_view utf8, std::size_t most = 300);

/// Lines fit to be shown, ended by LF: control and bidirectional-override characters taken away,
/// but tabs stay. Whoever applies it twice changes nothing more.
std::string showable_lines(std::string_view utf8);

/// How many single-character edits (insert, remove, replace, swap of neighbours) lead from `a` to
/// `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace colporteur
