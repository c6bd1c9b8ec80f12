// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/account.hpp"

#include <pwd.h>
#include <unistd.h>

namespace colporteur::app {

std::string account_name()
{
    const uid_t user = getuid();
    const passwd* entry = getpwuid(user);
    return entry && entry->pw_name && *entry->pw_name ? entry->pw_name : std::to_string(user);
}

settings::Who who_commands(const Terminal& terminal)
{
    return {account_name(), model::Way::command_line, terminal.language()};
}

}  // namespace colporteur::app
