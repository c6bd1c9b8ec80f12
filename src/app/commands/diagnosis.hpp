// SPDX-License-Identifier: AGPL-3.0-or-later
// What `colporteur doctor` looks at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command.hpp"

namespace colporteur::app {

enum class Health { ok, warning, error };

/// One line of the doctor's report.
struct Finding {
    std::string_view check;  ///< a word for programs: "disk"
    Health health = Health::ok;
    std::string what{};  ///< in the reader's language
    std::string cure{};  ///< what to do; "" when all is well
};

/// Looks at one part of the house. Does not throw for what is wrong with it: that is a finding.
using Examination = std::vector<Finding> (*)(Call& call);

std::vector<Finding> examine_configuration(Call& call);  ///< the file, the clock, web.url, admins
std::vector<Finding> examine_data(Call& call);           ///< folder, disk, secrets, owners of files
std::vector<Finding> examine_keys(Call& call);           ///< those that sign mail
std::vector<Finding> examine_database(Call& call);       ///< can be opened, is sound
std::vector<Finding> examine_listeners(Call& call);      ///< ports free, or answered by our server
std::vector<Finding> examine_relay(Call& call);
std::vector<Finding> examine_work(Call& call);  ///< domains, queue, quarantine

}  // namespace colporteur::app
