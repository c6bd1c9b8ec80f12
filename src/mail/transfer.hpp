// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::mail {

/// Undoes a Content-Transfer-Encoding (RFC 2045 §6), as far as it can be: foreign octets are
/// skipped, an unknown encoding is none.
std::string decode_transfer(std::string_view encoding, std::string_view body);

/// Base64 with or without its padding, foreign octets skipped.
std::string decode_base64(std::string_view text);

/// The Q encoding of RFC 2047 §4.2; a "=" that begins no octet stays.
std::string decode_q(std::string_view text);

/// Lines of text (LF ends) as quoted-printable with CRLF: lines of at most 76 octets, no white
/// space at their ends, no character cut by a soft break.
std::string encode_quoted_printable(std::string_view utf8);

/// Octets as quoted-printable that decodes to exactly them: CRLF is a line end, a CR or LF alone is
/// encoded. No line can be taken for a delimiter of a multipart around it: "--" at the start of a
/// line becomes "=2D-".
std::string encode_quoted_printable_octets(std::string_view octets);

/// The same for a piece of a text that is put together of such pieces, each of them beginning on a
/// line of its own: after a line end, or after the soft break "=\r\n", for which its last line
/// has room. No line of it begins with a dot either, so that there is none to be stuffed.
std::string encode_quoted_printable_piece(std::string_view octets);

/// Octets as base64 in lines of 76, each with its CRLF (RFC 2045 §6.8).
std::string encode_base64_lines(std::string_view octets);

/// A body in a transfer encoding.
struct Encoded {
    std::string_view encoding;  ///< for Content-Transfer-Encoding
    std::string octets;
};

/// Octets of text, whose CRLF are line ends, in quoted-printable or in base64, whichever is
/// shorter.
Encoded encode_lines(std::string_view octets);

/// Whether it is base64 and nothing else: letters in whole groups, white space, and padding at the
/// end alone. `decode_base64` reads more than that.
bool is_clean_base64(std::string_view text);

/// 7bit data (RFC 2045 §2.7): octets 1 to 127 in lines of at most 998, CR and LF nowhere but at
/// their ends.
bool is_seven_bit(std::string_view octets);

}  // namespace colporteur::mail
