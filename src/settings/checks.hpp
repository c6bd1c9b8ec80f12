// SPDX-License-Identifier: AGPL-3.0-or-later
// What single texts must be. Each brings its text into its usual form, or says what was expected.
#pragma once

#include "settings/keys.hpp"

namespace colporteur::settings {

/// One line, without the brackets that are put around it.
Expected check_subject_tag(std::string& text, const text::Language& language);

/// `image/png`, `image/*` (RFC 2045 §5.1).
Expected check_media_type(std::string& text, const text::Language& language);

/// Days and an hour in plain words.
Expected check_digest_schedule(std::string& text, const text::Language& language);

/// Rules in plain words, or the name of a stock policy, for that act ("post"). "": as usual.
Expected check_policy(std::string_view act, std::string& text, const text::Language& language);

/// What people type for a topic or an attribute: one word of letters, digits, `-` and `_`.
bool is_name(std::string_view text);

}  // namespace colporteur::settings
