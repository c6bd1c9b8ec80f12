// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/outbox.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "delivery/copies.hpp"

namespace colporteur::app {
namespace {

bool write_all(int descriptor, std::string_view octets)
{
    while (!octets.empty()) {
        const ssize_t written = ::write(descriptor, octets.data(), octets.size());
        if (written < 0)
            return false;
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

}  // namespace

smtp::Reply write_outbox(const std::filesystem::path& file, const smtp::Copy& copy,
                         const std::string& recipient)
{
    const std::string unfinished = file.string() + ".new";
    const int descriptor =
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const std::string octets =
        fmt::format("Return-Path: <{}>\r\nDelivered-To: {}\r\n", copy.sender, recipient) +
        delivery::to_text(copy);
    const bool written = descriptor >= 0 && write_all(descriptor, octets) &&
                         ::rename(unfinished.c_str(), file.c_str()) == 0;
    const int error = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!written)
        return {452, "4.3.1", fmt::format("the outbox cannot keep it: {}", std::strerror(error))};
    return {250, "2.0.0", fmt::format("kept in the outbox as {}", file.filename().string())};
}

}  // namespace colporteur::app
