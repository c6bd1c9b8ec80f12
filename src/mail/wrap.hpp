// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::mail {

/// `utf8` (LF line ends) with lines of at most 72 characters, cut at spaces; a longer word, such as
/// a URL, stays whole on a line of its own. Quotation marks and indentation are repeated, list
/// items hang. Ends with a line end; control characters, white space at line ends and empty lines
/// at the end are taken away.
std::string wrap_text(std::string_view utf8);

}  // namespace colporteur::mail
