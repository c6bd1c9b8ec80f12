// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/tls.hpp"

#include <csignal>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace colporteur::net {

namespace {

std::string why()
{
    const auto code = ERR_peek_last_error();
    const char* reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return reason ? reason : "cannot be read";
}

/// What both sides have in common. Idle connections give their buffers back
/// (SSL_MODE_RELEASE_BUFFERS).
std::shared_ptr<const TlsContext> make_context(const SSL_METHOD* method)
{
    // OpenSSL writes with write(2): a peer that is gone must be an error, not the end of the
    // process.
    std::signal(SIGPIPE, SIG_IGN);
    SSL_CTX* context = SSL_CTX_new(method);
    if (!context)
        throw std::bad_alloc{};
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
    return std::make_shared<const TlsContext>(context);
}

}  // namespace

TlsContext::~TlsContext()
{
    SSL_CTX_free(context_);
}

Result<std::shared_ptr<const TlsContext>> load_server_tls(const std::string& certificate_file,
                                                          const std::string& key_file)
{
    auto context = make_context(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(context->native(), certificate_file.c_str()) != 1)
        return fail(Code::invalid, fmt::format("certificate {}: {}", certificate_file, why()));
    if (SSL_CTX_use_PrivateKey_file(context->native(), key_file.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(Code::invalid, fmt::format("key {}: {}", key_file, why()));
    if (SSL_CTX_check_private_key(context->native()) != 1)
        return fail(Code::invalid, fmt::format("key {} does not belong to certificate {}", key_file,
                                               certificate_file));
    SSL_CTX_set_session_cache_mode(context->native(), SSL_SESS_CACHE_OFF);
    return context;
}

namespace {

std::shared_ptr<const TlsContext> make_client_tls(bool verify)
{
    auto context = make_context(TLS_client_method());
    if (verify) {
        SSL_CTX_set_default_verify_paths(context->native());
        SSL_CTX_set_verify(context->native(), SSL_VERIFY_PEER, nullptr);
    }
    return context;
}

}  // namespace

std::shared_ptr<const TlsContext> client_tls(bool verify)
{
    static const auto verifying =
        make_client_tls(true);  // reading the system's certificates is slow
    static const auto trusting = make_client_tls(false);
    return verify ? verifying : trusting;
}

}  // namespace colporteur::net
