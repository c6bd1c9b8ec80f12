// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/dkim_keys.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

#include "app/ownership.hpp"
#include "base/log.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;
using Kind = mail::SigningKey::Kind;

constexpr std::string_view folder = "keys";

std::string_view ending(Kind kind)
{
    return kind == Kind::rsa ? ".rsa.pem" : ".ed25519.pem";
}

// Writes a file that must be new; false when it is there already.
bool write_secret(const std::string& path, const std::string& octets)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        return false;
    const bool written =
        file >= 0 &&
        ::write(file, octets.data(), octets.size()) == static_cast<ssize_t>(octets.size()) &&
        ::fsync(file) == 0;
    const std::string why = std::strerror(errno);
    if (file >= 0)
        ::close(file);
    if (written)
        return true;
    if (file >= 0)
        ::unlink(path.c_str());
    throw std::runtime_error{fmt::format("{}: the key cannot be written ({})", path, why)};
}

Result<mail::DkimSigner> load_signer(const Config& config, const DkimKey& named)
{
    const std::string path = key_path(config, named);
    auto key = read_key(config, named);
    if (!key)
        return fail(
            key.error().code,
            fmt::format("{}; put the key of {} for {} there, or make another with `colporteur "
                        "domain key create {}` and name it in [[dkim]]",
                        key.error().what, named.selector, named.domain, named.domain));
    if (is_open_to_others(path))
        log::warning("dkim key={} open to others: chmod o=,g-w {}", path, path);
    return mail::DkimSigner{named.domain, named.selector,
                            std::make_shared<const mail::SigningKey>(*std::move(key))};
}

// file = domain "." selector ( ".rsa.pem" / ".ed25519.pem" )
std::optional<DkimKey> read_place(const std::string& file)
{
    for (const Kind kind : {Kind::rsa, Kind::ed25519}) {
        if (!file.ends_with(ending(kind)))
            continue;
        const auto name = file.substr(0, file.size() - ending(kind).size());
        const auto dot = name.rfind('.');
        if (dot != std::string::npos && dot > 0)
            return place_for_key(name.substr(0, dot), name.substr(dot + 1), kind);
    }
    return std::nullopt;
}

bool is_named(const Config& config, const DkimKey& key)
{
    const auto path = fs::weakly_canonical(key_path(config, key));
    return std::any_of(config.dkim_keys.begin(), config.dkim_keys.end(), [&](const DkimKey& named) {
        return fs::weakly_canonical(key_path(config, named)) == path;
    });
}

}  // namespace

Result<std::vector<mail::DkimSigner>> load_signers(const Config& config)
{
    std::vector<mail::DkimSigner> signers;
    for (const DkimKey& named : config.dkim_keys) {
        auto signer = load_signer(config, named);
        if (!signer)
            return fail(signer.error());
        signers.push_back(*std::move(signer));
    }
    return signers;
}

std::string key_path(const Config& config, const DkimKey& key)
{
    return (fs::path{config.data} / key.key).string();
}

Result<mail::SigningKey> read_key(const Config& config, const DkimKey& key)
{
    const std::string path = key_path(config, key);
    std::ifstream file{path, std::ios::binary};
    const std::string pem{std::istreambuf_iterator<char>{file}, {}};
    if (pem.empty())
        return fail(Code::not_found, fmt::format("{}: the DKIM key cannot be read", path));
    auto read = mail::SigningKey::read(pem);
    if (!read)
        return fail(read.error().code, fmt::format("{}: {}", path, read.error().what));
    return read;
}

bool is_open_to_others(const std::string& path)
{
    struct stat found {};

    return ::stat(path.c_str(), &found) == 0 && (found.st_mode & (S_IRWXO | S_IWGRP)) != 0;
}

DkimKey place_for_key(const std::string& domain, const std::string& selector, Kind kind)
{
    return {domain, selector, fmt::format("{}/{}.{}{}", folder, domain, selector, ending(kind))};
}

Result<mail::SigningKey> make_key(const Config& config, const DkimKey& place, Kind kind)
{
    const std::string path = key_path(config, place);
    auto key = mail::SigningKey::make(kind);
    if (!write_secret(path, key.pem()))
        return fail(Code::conflict, fmt::format("{} is there already", path));
    give_to_owner_of(config.data, path);
    return key;
}

std::vector<DkimKey> spare_keys(const Config& config)
{
    std::vector<DkimKey> spare;
    std::error_code no_such_folder;
    for (const auto& entry : fs::directory_iterator{fs::path{config.data} / folder, no_such_folder})
        if (auto key = read_place(entry.path().filename().string()); key && !is_named(config, *key))
            spare.push_back(*std::move(key));
    std::sort(spare.begin(), spare.end(),
              [](const DkimKey& a, const DkimKey& b) { return a.key < b.key; });
    return spare;
}

}  // namespace colporteur::app
