// SPDX-License-Identifier: AGPL-3.0-or-later
// Text parts, written. Included by .cpp files of this folder alone.
#pragma once

#include <string>
#include <string_view>

#include "dressing/body.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {

/// What a text part shall say instead.
struct NewText {
    std::string octets;      ///< in the part's charset, or in UTF-8 when `to_utf8`
    bool to_utf8 = false;    ///< the charset changes
    bool may_be_raw = true;  ///< whether what is new may stand without a transfer encoding
};

/// The entity with that text; its header is touched as far as it must be. A message gets its
/// MIME-Version (2045-03).
std::string rewritten_text(const BodyText& text, const NewText& content);

/// A whole text/plain part in UTF-8, 7bit on the wire: header, empty line, text. `utf8` has LF line
/// ends. No line of it can be taken for a delimiter.
std::string plain_part(std::string_view utf8);

/// The body of such a part.
mail::Encoded plain_body(std::string_view utf8);

/// The header with a MIME-Version, which makes the other MIME fields count (RFC 2045 §4).
std::string with_mime_version(std::string_view header);

/// Whether a line of `lines` (LF or CRLF ends) would be taken for a delimiter of a multipart with
/// one of these boundaries, or is too long to stand as it is (998 octets, RFC 5322 §2.1.1).
bool must_be_encoded(std::string_view lines, const std::vector<std::string>& boundaries);

/// LF line ends made CRLF.
std::string with_crlf(std::string_view lines);

}  // namespace colporteur::dressing
