// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/config.hpp"

namespace colporteur::net {
struct RelayTarget;
}

namespace colporteur::app {

/// Whether `url` can be read: the error says what is wrong with it.
Result<void> check_relay_url(const std::string& url);

/// The relay of `[relay]`, which must be there. A password file, relative to the configuration's
/// folder, is read here; the error names it.
Result<net::RelayTarget> relay_target(const Config& config);

}  // namespace colporteur::app
