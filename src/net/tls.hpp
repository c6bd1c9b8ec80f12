// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"

struct ssl_ctx_st;

namespace colporteur::net {

/// Certificates and rules for TLS 1.2 and later; shared by all connections of one kind.
class TlsContext {
public:
    explicit TlsContext(ssl_ctx_st* context) : context_{context} {}

    TlsContext(const TlsContext&) = delete;
    ~TlsContext();

    ssl_ctx_st* native() const { return context_; }

private:
    ssl_ctx_st* context_;
};

/// For listeners: the certificate with its chain, and its key, both PEM. The error names the file.
Result<std::shared_ptr<const TlsContext>> load_server_tls(const std::string& certificate_file,
                                                          const std::string& key_file);

/// For the relay. `verify`: the certificate must lead to one the system trusts and name the host we
/// called.
std::shared_ptr<const TlsContext> client_tls(bool verify);

}  // namespace colporteur::net
