// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "digests/compose.hpp"
#include "mail/message.hpp"
#include "text/template.hpp"

namespace colporteur::digests {

/// The subject of the mail and what stands before the posts: title, contents, how to answer.
/// Wrapped, LF line ends.
text::Filled opening(const Issue& issue, Form form);

/// What stands after the posts of a MIME digest: that this is the end, and the footer.
std::string closing(const Issue& issue);

/// The post's subject, on one line; words that say so when it has none.
std::string shown_subject(const mail::Message& post, const text::Language& language);

}  // namespace colporteur::digests
