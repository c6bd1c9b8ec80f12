// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace colporteur::mail {

/// A private key that signs mail: RSA (RFC 6376, at least 2048 bits when we make it) or Ed25519
/// (RFC 8463). Never changed once made; may sign in many threads at once without their waiting for
/// each other.
class SigningKey {
public:
    enum class Kind { rsa, ed25519 };

    /// Reads PEM, PKCS #8 or PKCS #1, without a password. Code::invalid: not such a key, another
    /// kind, or an RSA key under 1024 bits (RFC 8301 §3.2).
    static Result<SigningKey> read(std::string_view pem);

    /// A new key by the system's generator. RSA keys have 2048 bits.
    static SigningKey make(Kind kind);

    Kind kind() const;
    int bits() const;

    /// PKCS #8, unencrypted.
    std::string pem() const;

    /// What the DNS publishes at SELECTOR._domainkey.DOMAIN (RFC 6376 §3.6.1): `v=DKIM1; k=rsa;
    /// p=…`.
    std::string dns_record() const;

    /// `rsa-sha256` or `ed25519-sha256`, for a=.
    std::string_view algorithm() const;

    /// Signs a SHA-256 digest of 32 octets (RFC 6376 §3.7; for Ed25519 the digest is the message,
    /// RFC 8463 §3). Octets, not base64.
    std::string sign(std::string_view digest) const;

private:
    struct Impl;
    explicit SigningKey(std::shared_ptr<const Impl> impl);

    std::shared_ptr<const Impl> impl_;
};

}  // namespace colporteur::mail
