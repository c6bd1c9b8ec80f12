// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace colporteur::mail {

/// What a mail program wrote in front of a subject: "Re:", "AW[2]:", "Rép. :".
struct ReplyPrefix {
    std::string_view word;  ///< as it was written, without counter, blanks and colon
    std::size_t size;       ///< octets of all of it, colon included
};

/// The prefix of an answer or of a forwarded mail that `utf8` begins with, in any language whose
/// mail programs have a word of their own; nothing when there is none.
std::optional<ReplyPrefix> read_reply_prefix(std::string_view utf8);

}  // namespace colporteur::mail
