// SPDX-License-Identifier: AGPL-3.0-or-later
// Text parts read as a person reads them. Included by .cpp files of this folder alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/tree.hpp"

namespace colporteur::dressing {

/// An HTML part as text with LF line ends; nothing when it is too large to be turned into text
/// wholly (10 000 tags, 4 MB).
std::optional<std::string> html_as_text(const mail::OpenEntity& leaf);

/// A text/plain part with LF line ends, format=flowed joined (RFC 3676).
std::string plain_as_text(const mail::OpenEntity& leaf);

/// The entity with a text/plain body in UTF-8 instead of its own: Content-Type and transfer
/// encoding are set right, all other fields stay, `Content-MD5` and the like go.
std::string as_plain_text(const mail::Entity& entity, const mail::OpenEntity& open,
                          std::string_view utf8);

/// The same for a message that becomes something else: of its Content-* fields Content-Language
/// alone stays.
std::string as_plain_message(const mail::Entity& entity, const mail::OpenEntity& open,
                             std::string_view utf8);

}  // namespace colporteur::dressing
