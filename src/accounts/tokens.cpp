// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sodium.h>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"

namespace colporteur::accounts {
namespace {

constexpr std::size_t secret_octets = 32;
constexpr std::size_t number_octets = 6;
constexpr std::size_t mac_octets = 9;

std::string random_octets(std::size_t n)
{
    static const int ready = sodium_init();
    if (ready < 0)
        throw std::runtime_error{"the system gives no random numbers"};
    std::string octets(n, '\0');
    randombytes_buf(octets.data(), octets.size());
    return octets;
}

const unsigned char* bytes(std::string_view octets)
{
    return reinterpret_cast<const unsigned char*>(octets.data());
}

std::string keyed_hash(std::string_view secret, std::string_view text)
{
    std::string full(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(full.data()), full.size(), bytes(text),
                       text.size(), bytes(secret), secret.size());
    return full;
}

std::string mac(std::string_view secret, std::string_view text)
{
    return keyed_hash(secret, text).substr(0, mac_octets);
}

std::string big_endian(std::int64_t number)
{
    std::string octets;
    for (std::size_t i = number_octets; i-- > 0;)
        octets += static_cast<char>((number >> (8 * i)) & 0xFF);
    return octets;
}

void write_secret(const std::string& path, const std::string& secret)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        return;  // another process made it meanwhile: that one counts
    const bool written =
        file >= 0 &&
        ::write(file, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) &&
        ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0)
        ::close(file);
    if (!written)
        throw std::runtime_error{
            fmt::format("cannot write the secret {}: {}", path, std::strerror(error))};
}

std::string read_file(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

std::string new_token()
{
    return to_base32(random_octets(16));
}

std::string token_hash(std::string_view token)
{
    const std::string lowered = to_lower(token);
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes(lowered),
                       lowered.size(), nullptr, 0);
    return hash;
}

std::string sign(std::string_view secret, Use use, std::int64_t number)
{
    const std::string octets = big_endian(number);
    return to_base32(octets + mac(secret, static_cast<char>(use) + octets));
}

std::optional<std::int64_t> verify(std::string_view secret, Use use, std::string_view token)
{
    const auto octets = from_base32(token);
    if (!octets || octets->size() != number_octets + mac_octets)
        return std::nullopt;
    const std::string number = octets->substr(0, number_octets);
    const std::string expected = mac(secret, static_cast<char>(use) + number);
    if (sodium_memcmp(expected.data(), octets->data() + number_octets, mac_octets) != 0)
        return std::nullopt;
    std::int64_t value = 0;
    for (const char octet : number)
        value = (value << 8) | static_cast<unsigned char>(octet);
    return value;
}

std::string loop_mark(std::string_view secret, std::string_view address,
                      std::string_view message_id)
{
    return to_base32(mac(secret, fmt::format("o{}\n{}", to_lower(address), message_id)));
}

std::string address_digest(std::string_view secret, std::string_view address)
{
    return keyed_hash(secret, "a" + to_lower(address));
}

std::string load_secret(const std::string& path)
{
    if (::access(path.c_str(), F_OK) != 0)
        write_secret(path, random_octets(secret_octets));
    std::string secret = read_file(path);
    if (secret.size() != secret_octets)
        throw std::runtime_error{fmt::format(
            "the secret {} has {} octets, 32 were expected: put the right file back from a backup, "
            "or remove it (then the links in all mail sent so far stop working)",
            path, secret.size())};
    return secret;
}

}  // namespace colporteur::accounts
