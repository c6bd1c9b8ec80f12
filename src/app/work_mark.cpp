// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/work_mark.hpp"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace colporteur::app {
namespace {

[[noreturn]] void fail_with(int error, const std::string& path)
{
    throw std::system_error{error, std::generic_category(), path};
}

}  // namespace

WorkMark::WorkMark(const std::string& folder)
{
    const std::string path = folder + "/working";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0)
        fail_with(errno, path);
    const int error = ::posix_fallocate(file_, 0, sizeof *number_);
    void* mapped =
        error != 0 ? MAP_FAILED
                   : ::mmap(nullptr, sizeof *number_, PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
    if (mapped == MAP_FAILED) {
        const int why = error != 0 ? error : errno;
        ::close(file_);
        fail_with(why, path);
    }
    number_ = static_cast<std::int64_t*>(mapped);
}

WorkMark::~WorkMark()
{
    ::munmap(number_, sizeof *number_);
    ::close(file_);
}

std::optional<model::JobId> WorkMark::job() const
{
    const std::int64_t number = std::atomic_ref{*number_}.load();
    return number == 0 ? std::nullopt : std::optional{static_cast<model::JobId>(number)};
}

void WorkMark::clear()
{
    std::atomic_ref{*number_}.store(0);
}

WorkMark::Hold::Hold(WorkMark& mark, model::JobId job) : mark_{mark}
{
    std::atomic_ref{*mark_.number_}.store(model::number(job));
}

}  // namespace colporteur::app
