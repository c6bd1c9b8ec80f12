// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace colporteur::mail {

/// One header field as it stands in the message: name, body and line ends, byte for byte.
struct Field {
    std::string_view name;  ///< without the colon
    std::string_view body;  ///< after the colon, folds and all, without the final CRLF
    std::string_view raw;   ///< the whole field, with its final CRLF
};

/// A message cut in two without changing an octet: `octets` = the fields' `raw`s in order +
/// separator + body.
struct Split {
    std::vector<Field>
        fields;  ///< damaged lines (no colon, control characters in the name) are not in it
    std::string_view header;  ///< all header octets, damaged lines included, without the empty line
    std::string_view body;    ///< after the empty line; "" when there is none
};

/// Cuts `octets` (CRLF line ends). Never fails: a first line that is no field starts the body; a
/// damaged line inside the header belongs to no field. The views point into `octets`.
Split split_message(std::string_view octets);

/// The first field of that name (any case); null when there is none.
const Field* find_field(const Split& message, std::string_view name);

/// The header that is left when every field named in `names` (any case) is taken out, byte for
/// byte, damaged lines left out too. A last field that lacks its line end gets one, so that more
/// fields can follow.
std::string without_fields(const Split& message, const std::vector<std::string_view>& names);

/// A field body on one line: folds undone (RFC 5322 §2.2.3), ends trimmed.
std::string unfold(std::string_view body);

/// RFC 2047 encoded-words, raw UTF-8 and raw 8-bit text (read as Windows-1252 when it is not UTF-8)
/// into UTF-8; what cannot be decoded stays as it is. CR, LF and NUL inside encoded-words become
/// spaces (2047-03).
std::string decode_text(std::string_view field_body);

/// How many octets at the front of `line` (unfolded) `decode_text` understands, in whole words: up
/// to an encoded-word of an unknown charset, or with octets that are not of its charset, or up to
/// raw 8-bit text that is not UTF-8.
std::size_t decodable_size(std::string_view line);

/// Unstructured text for a field body: ASCII kept, else encoded-words (RFC 2047 §2: at most 75
/// octets each, never split inside a character); CR, LF, NUL become spaces.
std::string encode_text(std::string_view utf8);

/// `Name: body\r\n`, folded at white space near column 78 and never over 998 octets (RFC 5322
/// §2.1.1). The only way a field is written: CR, LF and NUL in `body` become spaces, so nothing can
/// be injected.
std::string format_field(std::string_view name, std::string_view body);

}  // namespace colporteur::mail
