// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace colporteur::mail {

/// The message for a server without 8BITMIME (RFC 6152 §3): its body is 7bit data (`is_seven_bit`)
/// and each part decodes to the octets it had.
///
/// A part that is not 7bit is written in quoted-printable, or in base64 where that is shorter or
/// the part is no text; its Content-Transfer-Encoding and those of the multiparts and messages
/// around it are set right, and MIME fields are added where there were none (text that is not UTF-8
/// is then `charset=unknown-8bit`, RFC 1428). A preamble or epilogue that is not 7bit is left out:
/// nobody is shown it. The message's own header is otherwise not looked at; the headers of inner
/// parts and messages are octets of the body for SMTP and become what `to_ascii_header` makes of
/// them. Everything else is byte for byte; a body that is 7bit already stays, whatever its labels.
///
/// Code::unsupported: what is not 7bit stands in a signed or encrypted part (3156-03), in a
/// message/partial or external-body, in a header that cannot become ASCII, in a part whose own
/// encoding is unknown or says otherwise and lies, in a multipart without parts, or deeper than 100
/// levels.
Result<std::string> to_seven_bit(std::string_view octets);

/// The message for a server without SMTPUTF8 (RFC 6531 §3.2): UTF-8 in header fields, also of inner
/// parts and message/rfc822, as encoded-words (RFC 2047), RFC 2231 parameters or %XX in URIs;
/// domains as A-labels. Fields that are ASCII with lines of at most 998 octets stay byte for byte,
/// and so do body octets. Raw octets of unstructured fields are read as `decode_text` reads them.
///
/// Code::unsupported: an address whose local part is not ASCII (6531-04), a Message-ID or other
/// token that is not, 8-bit octets that are not UTF-8 in a structured field, or in a damaged header
/// line or Content-Type; a header inside a signed or encrypted part that would have to change; more
/// than 100 levels.
Result<std::string> to_ascii_header(std::string_view octets);

}  // namespace colporteur::mail
