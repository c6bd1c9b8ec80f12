// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/.
#pragma once

#include <string>
#include <string_view>

namespace colporteur::web {

/// A text without the domains of the mail addresses in it, "ana@…", so that robots that collect
/// addresses find none (ARC-03). What stands behind a blank or a slash, "@ana", is no address.
std::string mask_addresses(std::string_view utf8);

}  // namespace colporteur::web
