// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "mail/message.hpp"

namespace colporteur::mail {

/// What two arrivals of one message have in common, whatever way they came: 32 octets (SHA-256).
///
/// The same is: the same Message-ID, and the same parts in the same order, each of the same type
/// and with the same content once its transfer encoding is undone. A relay may recode a body, turn
/// line ends, cut white space at the end of a line or of the text, choose other boundaries, and
/// rewrite every other field. Not the same is whatever a reader sees differ: a footer that another
/// list has added, another Message-ID, a part taken away.
///
/// A Message-ID alone is not enough: whoever reused one would block a post that others wait for.
/// Bounded: below 20 levels and behind 1,000 parts a multipart is compared unopened.
std::string content_digest(const Message& message);

/// What near-equal answers of one machine have in common: 32 octets (SHA-256) of the letters of its
/// typed text, without case, accents, numbers, blanks and quotations, its first 1,000 letters; ""
/// when they are fewer than 40, because people say "Merci beaucoup" more than once. The subject,
/// the date and a ticket's number do not count.
std::string likeness(const Message& message);

}  // namespace colporteur::mail
