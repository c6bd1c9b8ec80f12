// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace colporteur::dressing {

/// Whether somebody could do something with this word of 24 or 26 letters and digits.
using IsToken = std::function<bool(std::string_view word)>;

/// The post with an "x" for each letter of each token in it: whoever forwards or quotes a letter of
/// ours does not give away their link to leave and their return address (8058-10, trap 21).
///
/// Header fields, texts, attached messages and files are read, at any depth, through base64,
/// through the soft breaks of quoted-printable, and in UTF-16. Nothing gets longer or shorter, so
/// that every boundary, line and size stays what it was; a post without tokens is byte for byte the
/// same.
///
/// A token is left where it stands in what is signed or encrypted, inline PGP too: a signature that
/// breaks would say worse of its author than what it seals says of a reader. Nor are the pieces of
/// a message/partial touched. It is not found in pictures, sounds and films, in what is compressed,
/// in encoded-words (RFC 2047), in base64 inside base64, nor deeper than 100 levels.
std::string without_tokens(std::string_view octets, const IsToken& is_token);

}  // namespace colporteur::dressing
