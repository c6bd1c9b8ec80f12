// SPDX-License-Identifier: AGPL-3.0-or-later
// What is put around a message. Included by .cpp files of this folder alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dressing/body.hpp"

namespace colporteur::dressing {

/// A header and a footer: UTF-8, LF line ends, each "" or ending with one.
struct Texts {
    std::string header;
    std::string footer;
};

/// As people type it, made fit to be sent: valid UTF-8 without control characters, ending with a
/// line end; "" when there is nothing to read in it.
std::string tidy_text(std::string_view text);

/// The entity with the texts inside, in its own charset where they can be said there, else in
/// UTF-8; its transfer encoding is kept if it can be. Nothing when the text cannot be read wholly,
/// or is in an unknown charset or encoding (2046-03).
std::optional<std::string> plain_with_texts(const BodyText& text, const Texts& texts);

/// The same for HTML, whose charset is always kept: what it may not know is written as numeric
/// character references. The texts stand inside <body>.
std::optional<std::string> html_with_texts(const BodyText& text, const Texts& texts);

/// The message with the texts in parts of their own.
std::string with_text_parts(std::string_view octets, const Texts& texts);

}  // namespace colporteur::dressing
