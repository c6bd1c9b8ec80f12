// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/config.hpp"

namespace colporteur::net {
struct RelayTarget;
}

namespace colporteur::app {

/// Whether `url` can be read: the error says what is wrong with it.
Result<void> check_relay_url(const std::string& url);

/// The relays of `[relay]`, in their order. Password files, relative to the configuration's folder,
/// are read here; the error names the one that cannot be.
Result<std::vector<net::RelayTarget>> relay_targets(const Config& config);

}  // namespace colporteur::app
