// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/directory_lock.hpp"

#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

namespace colporteur::app {

DirectoryLock::DirectoryLock(const std::string& folder)
    : file_{::open((folder + "/serve.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)}
{
    if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0)
        return;
    const bool no_file = file_ < 0;
    if (!no_file)
        ::close(file_);
    throw std::runtime_error{fmt::format(
        fmt::runtime(no_file ? "{} cannot be written: run this as the user who runs the server"
                             : "another server is running on {}: stop it first, or give this one "
                               "another --data"),
        folder)};
}

DirectoryLock::~DirectoryLock()
{
    ::close(file_);
}

}  // namespace colporteur::app
