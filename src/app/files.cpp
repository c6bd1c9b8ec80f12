// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/files.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>

#include "base/encode.hpp"
#include "base/sha256.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_with(const fs::path& file)
{
    throw std::runtime_error{fmt::format("{}: {}", file.string(), std::strerror(errno))};
}

/// A file that is open; closed with this.
class OpenFile {
public:
    OpenFile(const fs::path& path, int flags)
        : path_{path}, descriptor_{::open(path.c_str(), flags | O_CLOEXEC, 0600)}
    {
        if (descriptor_ < 0)
            fail_with(path_);
    }

    ~OpenFile() { ::close(descriptor_); }

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    /// The next octets; none at the end.
    std::string_view read()
    {
        const ssize_t count = ::read(descriptor_, buffer_.data(), buffer_.size());
        if (count < 0)
            fail_with(path_);
        return {buffer_.data(), static_cast<std::size_t>(count)};
    }

    void write(std::string_view octets)
    {
        while (!octets.empty()) {
            const ssize_t count = ::write(descriptor_, octets.data(), octets.size());
            if (count < 0)
                fail_with(path_);
            octets.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void sync()
    {
        if (::fsync(descriptor_) != 0)
            fail_with(path_);
    }

private:
    fs::path path_;
    int descriptor_;
    std::array<char, 64 * 1024> buffer_{};
};

FileDigest read_through(const fs::path& file, const std::function<void(std::string_view)>& each)
{
    OpenFile in{file, O_RDONLY};
    Sha256 hash;
    FileDigest digest;
    for (auto octets = in.read(); !octets.empty(); octets = in.read()) {
        hash.add(octets);
        digest.size += octets.size();
        each(octets);
    }
    digest.sha256 = to_hex(hash.finish());
    return digest;
}

}  // namespace

FileDigest digest_of(const fs::path& file)
{
    return read_through(file, [](std::string_view) {});
}

FileDigest copy_synced(const fs::path& from, const fs::path& to)
{
    OpenFile out{to, O_WRONLY | O_CREAT | O_TRUNC};
    auto digest = read_through(from, [&out](std::string_view octets) { out.write(octets); });
    out.sync();
    return digest;
}

void write_synced(const fs::path& to, std::string_view octets)
{
    OpenFile out{to, O_WRONLY | O_CREAT | O_TRUNC};
    out.write(octets);
    out.sync();
}

void sync_to_disk(const fs::path& path)
{
    OpenFile{path, O_RDONLY}.sync();
}

}  // namespace colporteur::app
