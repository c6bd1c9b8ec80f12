// SPDX-License-Identifier: AGPL-3.0-or-later
// The shapes of single values in colporteur.toml.
#pragma once

#include <string>
#include <string_view>

#include "app/config_keys.hpp"

namespace colporteur::app {

/// `127.0.0.1:2525`, `[::1]:2525`, `localhost:2525` or `unix:/run/colporteur/lmtp.sock`.
bool is_endpoint(std::string_view text);

/// `192.0.2.1` or `2001:db8::1`, without a port.
bool is_ip_address(const std::string& text);

/// `127.0.0.0/8`, `::1`.
bool is_network(std::string_view text);

/// `https://info.example.org/lists`: http or https, a host, perhaps a port and a path; nothing
/// after it.
bool is_web_url(std::string_view text);

/// A local part that is safe anywhere: a-z, 0-9, dot, hyphen, underscore; at most 64 octets.
bool is_robot_name(std::string_view text);

}  // namespace colporteur::app
