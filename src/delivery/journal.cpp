// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/journal.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "base/cursor.hpp"

namespace colporteur::delivery {
namespace {

constexpr std::size_t file_octets = 1024 * 1024;
constexpr std::size_t longest_entry =
    320;  // a reply is cut at 200 octets, four numbers take at most 80

std::string to_line(const Settled& entry)
{
    return fmt::format("{} {} {} {} {}\n", model::number(entry.id), entry.attempt,
                       static_cast<int>(entry.settlement.state), to_micros(entry.settlement.due),
                       entry.settlement.reply);
}

// Reads one entry, its LF already taken away; nothing when it is torn.
std::optional<Settled> from_line(std::string_view line)
{
    Cursor in{line};
    std::uint64_t numbers[4] = {};
    for (std::uint64_t& number : numbers) {
        const auto read = in.take_number();
        if (!read || !in.skip(" "))
            return std::nullopt;
        number = *read;
    }
    return Settled{
        .id = static_cast<model::DeliveryId>(numbers[0]),
        .attempt = static_cast<int>(numbers[1]),
        .settlement = {static_cast<model::DeliveryState>(numbers[2]),
                       from_micros(static_cast<std::int64_t>(numbers[3])), std::string{in.rest()}},
    };
}

// Entries from the start up to the first NUL or torn line.
std::vector<Settled> read_entries(std::string_view octets)
{
    std::vector<Settled> entries;
    octets = octets.substr(0, octets.find('\0'));
    for (auto end = octets.find('\n'); end != std::string_view::npos; end = octets.find('\n')) {
        if (auto entry = from_line(octets.substr(0, end)))
            entries.push_back(std::move(*entry));
        octets.remove_prefix(end + 1);
    }
    return entries;
}

[[noreturn]] void fail_with(int error, const std::string& path)
{
    throw std::system_error{error, std::generic_category(), "the delivery journal " + path};
}

}  // namespace

Journal::Journal(const std::string& folder)
{
    open(files_[0], folder + "/settled.0");
    open(files_[1], folder + "/settled.1");
}

Journal::~Journal()
{
    for (const File& file : files_) {
        ::munmap(file.octets, file_octets);
        ::close(file.descriptor);
    }
}

void Journal::open(File& file, const std::string& path)
{
    file.descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file.descriptor < 0)
        fail_with(errno, path);
    if (const int error = ::posix_fallocate(file.descriptor, 0, file_octets))
        fail_with(error, path);
    void* mapped =
        ::mmap(nullptr, file_octets, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor, 0);
    if (mapped == MAP_FAILED)
        fail_with(errno, path);
    file.octets = static_cast<char*>(mapped);
}

std::vector<Settled> Journal::recover() const
{
    std::vector<Settled> entries = read_entries({files_[0].octets, file_octets});
    for (Settled& entry : read_entries({files_[1].octets, file_octets}))
        entries.push_back(std::move(entry));
    return entries;
}

void Journal::wipe(File& file)
{
    std::memset(file.octets, 0,
                file.used);  // from the front: half done, nothing can be read any more
    file.used = 0;
}

void Journal::clear()
{
    for (File& file : files_) {
        file.used = file_octets;
        wipe(file);
    }
    sealed_ = false;
}

bool Journal::has_room(std::size_t entries) const
{
    return files_[filling_].used + (entries + 1) * longest_entry <= file_octets;
}

bool Journal::empty() const
{
    return files_[filling_].used == 0;
}

void Journal::append(const Settled& settled)
{
    File& file = files_[filling_];
    const std::string line = to_line(settled);
    std::memcpy(file.octets + file.used, line.data(), line.size());
    file.used += line.size();
}

std::vector<Settled> Journal::seal()
{
    const File& file = files_[filling_];
    std::vector<Settled> entries = read_entries({file.octets, file.used});
    filling_ = 1 - filling_;
    sealed_ = true;
    return entries;
}

void Journal::forget_sealed()
{
    wipe(files_[1 - filling_]);
    sealed_ = false;
}

}  // namespace colporteur::delivery
