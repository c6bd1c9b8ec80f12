// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::mail {

/// What a person sees of an HTML page, as text with LF ends: blocks on lines of their own,
/// paragraphs apart, list items after "- ", quotations (blockquote) after "> ", the text of links;
/// no scripts, styles or head. At most 10 000 tags are read, because the time gumbo takes grows
/// with their square.
std::string html_to_text(std::string_view utf8);

}  // namespace colporteur::mail
