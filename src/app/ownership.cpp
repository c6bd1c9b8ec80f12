// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ownership.hpp"

#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace colporteur::app {

void give_to_owner_of(const std::filesystem::path& folder, const std::filesystem::path& made)
{
    struct stat owner {};

    if (geteuid() != 0 || stat(folder.c_str(), &owner) != 0 || owner.st_uid == 0)
        return;
    if (chown(made.c_str(), owner.st_uid, owner.st_gid) != 0)
        throw std::runtime_error{made.string() + ": cannot be given to its server's user"};
}

}  // namespace colporteur::app
