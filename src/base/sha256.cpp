// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/sha256.hpp"

#include <stdexcept>

#include <openssl/evp.h>

namespace colporteur {
namespace {

void must(int succeeded)
{
    if (succeeded != 1)
        throw std::runtime_error{"OpenSSL cannot make a SHA-256"};
}

}  // namespace

Sha256::Sha256() : state_{EVP_MD_CTX_new(), EVP_MD_CTX_free}
{
    must(EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr));
}

Sha256::Sha256(const Sha256& other) : state_{EVP_MD_CTX_new(), EVP_MD_CTX_free}
{
    must(EVP_MD_CTX_copy_ex(state_.get(), other.state_.get()));
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view octets)
{
    must(EVP_DigestUpdate(state_.get(), octets.data(), octets.size()));
    return *this;
}

std::string Sha256::finish()
{
    std::string digest(32, '\0');
    must(
        EVP_DigestFinal_ex(state_.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr));
    return digest;
}

std::string sha256(std::string_view octets)
{
    return Sha256{}.add(octets).finish();
}

}  // namespace colporteur
