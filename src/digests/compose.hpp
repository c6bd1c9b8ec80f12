// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "digests/issue.hpp"

namespace colporteur::digests {

/// How a reader wants the posts.
enum class Form {
    mime,     ///< each post a whole message of its own: multipart/digest, RFC 2046 §5.1.5
    plain,    ///< one text that any program shows: RFC 1153
    summary,  ///< the contents alone, with links
};

/// The whole mail, CRLF. Its subject, title and contents come first and are numbered, so that
/// they can be heard before the rest. Posts are shown with their authors' addresses, as in From.
///
/// Form::mime holds each post byte for byte, without the fields of `as_read` (part.hpp); it is 8bit
/// when a post is. The others are ASCII, all charsets converted to UTF-8; attachments are named
/// with their permalink. Bounded by its items only: see `cut`. Throws std::logic_error when there
/// are none.
std::string compose(const Issue& issue, Form form);

}  // namespace colporteur::digests
