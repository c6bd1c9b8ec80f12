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

}  // namespace colporteur::mail
