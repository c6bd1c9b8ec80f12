// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace colporteur {

/// A SHA-256 (FIPS 180-4) under way, of octets that come piece by piece. A copy goes on from where
/// the original is, so that what many texts begin with is hashed once.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256& other);
    Sha256(Sha256&& other) noexcept;
    Sha256& operator=(const Sha256&) = delete;

    Sha256& add(std::string_view octets);

    /// The digest, 32 octets. Nothing may be added afterwards.
    std::string finish();

private:
    std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> state_;
};

/// The digest of one text.
std::string sha256(std::string_view octets);

}  // namespace colporteur
