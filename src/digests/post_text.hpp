// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "mail/message.hpp"
#include "text/translation.hpp"

namespace colporteur::digests {

/// All that a person would read in a post, as UTF-8 with LF line ends: its texts in their order,
/// every charset converted (1153-02), HTML only where it stands alone, and then without its tags.
/// What is no text is named with its place: `[photo.jpg, image/jpeg, 2 MB: PERMALINK]`; so are
/// attached messages, texts in a charset that nobody knows, and encrypted parts, which stay closed.
///
/// Signatures are left out: they prove nothing here. Bounded: depth 20, 200 parts, 1 MiB of each
/// text; what is beyond is named too. Control characters and blank lines at both ends are taken
/// away; otherwise lines are as they were typed.
std::string post_text(const mail::Message& post, std::string_view permalink,
                      const text::Language& language);

}  // namespace colporteur::digests
