// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::app {

/// What a relay's refusal means: a sentence N_("…") for people who read no SMTP, by its enhanced
/// code (RFC 3463), else by its code (RFC 5321 §4.2.3). "" when there is none.
std::string_view explain_reply(std::string_view reply);

/// The reply with each mail address in it replaced by `…@`, so that it names nobody.
std::string without_addresses(std::string_view reply);

}  // namespace colporteur::app
