// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/sha256.hpp"

#include <sodium.h>

#include "base/encode.hpp"

namespace colporteur::accounts {

struct Sha256::State {
    crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_{std::make_unique<State>()}
{
    crypto_hash_sha256_init(&state_->hash);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view octets)
{
    crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(octets.data()),
                              octets.size());
}

std::string Sha256::hex()
{
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_->hash, reinterpret_cast<unsigned char*>(digest.data()));
    return to_hex(digest);
}

}  // namespace colporteur::accounts
