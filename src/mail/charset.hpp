// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace colporteur::mail {

/// Octets of a named charset as UTF-8; nothing when the charset is unknown or the octets are not of
/// it. Latin-1 is read as Windows-1252, which contains it; US-ASCII with high octets as
/// `guess_utf8` does.
std::optional<std::string> to_utf8(std::string_view charset, std::string_view octets);

/// UTF-8 as octets of a named charset, which `to_utf8` reads as the same again; nothing when the
/// charset is unknown or cannot say all of it. Stricter than reading: what is called Latin-1 gets
/// no character of Windows-1252. Stateful charsets begin and end in their first state; UTF-16
/// begins with its byte order mark.
std::optional<std::string> from_utf8(std::string_view charset, std::string_view utf8);

/// The same for reading: bad octets become U+FFFD, an unknown charset is guessed.
std::string to_readable_utf8(std::string_view charset, std::string_view octets);

/// Whether characters are 2 or 4 octets, so that a CR or LF may be half of one.
bool is_wide(std::string_view charset);

/// `octets` when they are UTF-8, else what they mean in Windows-1252, where every octet means
/// something.
std::string guess_utf8(std::string_view octets);

}  // namespace colporteur::mail
