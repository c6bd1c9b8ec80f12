// SPDX-License-Identifier: AGPL-3.0-or-later
// From a value as it is written to its place in the configuration; what was expected when it is not
// taken. config_keys.cpp says which key has which.
#pragma once

#include <string>
#include <vector>

#include "app/config_keys.hpp"

namespace colporteur::app {

Expected take_text(std::string& to, const std::string& value, const char* expected);
Expected take_endpoint(std::string& to, const std::string& value);
Expected take_domain(std::string& to, const std::string& value);

Expected take_robot(Config& config, const std::vector<std::string>& values);
Expected take_admins(Config& config, const std::vector<std::string>& values);
Expected take_time_zone(Config& config, const std::string& value);
Expected take_networks(Config& config, const std::vector<std::string>& values);
Expected take_relay_url(Config& config, const std::string& value);
Expected take_web_listen(Config& config, const std::string& value);
Expected take_web_url(Config& config, const std::string& value);
Expected take_store_url(Config& config, const std::string& value);
Expected take_selector(Config& config, const std::string& value);
Expected take_resolver(Config& config, const std::string& value);

Expected take_pace_name(Config& config, const std::string& value);
Expected take_pace_domains(Config& config, const std::vector<std::string>& values);

/// A `[[pace]]` whose keys were read: gives it its usual name, and looks at them together.
Expected finish_pace(Config& config);

}  // namespace colporteur::app
