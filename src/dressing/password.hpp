// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::dressing {

/// The post without a password that a moderator, used to Mailman, wrote above the text:
/// `Approved: secret` as the first line of a text/plain form (X-05; in the header, such fields are
/// taken away by dress_header). We never ask for one; but nobody else shall read it. A post without
/// such a line, and what is signed or encrypted, stays byte for byte.
std::string without_password(std::string_view octets);

}  // namespace colporteur::dressing
