// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "dressing/options.hpp"

namespace colporteur::dressing {

/// The message with a header text before and a footer text after what its author wrote. The texts
/// are UTF-8 with LF line ends; "" for none.
///
/// Place::part: they are text/plain parts of a multipart/mixed: the message's own, where it is one,
/// else a new one around its body, whose Content-* fields move with it (RFC 2046 §5.1.3, RFC 2045
/// §6.4). Everything else is byte for byte.
///
/// Place::inside: they are put into the text that is read first, into each form of it in a
/// multipart/alternative, in its own charset and transfer encoding where they can be said there; in
/// HTML inside <body>. A text that decodes wholly becomes UTF-8 where its charset does not suffice;
/// where it does not, all of it is as in Place::part. Never inside files, attached messages or
/// calendars.
///
/// A message whose text is signed or encrypted, inline PGP too, stays as it is, without any text
/// (3156-01, 3156-02), and so do message/partial and message/external-body (2046-02).
std::string with_texts(std::string_view octets, std::string_view header_text,
                       std::string_view footer_text, Place place);

}  // namespace colporteur::dressing
