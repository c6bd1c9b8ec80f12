// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::mail {

/// Joins the flowed lines of a format=flowed text (LF ends) into paragraphs, RFC 3676 §4. Quoted
/// paragraphs keep their ">" marks; `del_space` is the DelSp=yes of §4.1.
std::string join_flowed(std::string_view text, bool del_space);

}  // namespace colporteur::mail
