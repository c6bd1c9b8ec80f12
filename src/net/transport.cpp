// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/transport.hpp"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/system/system_error.hpp>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace colporteur::net {

namespace {

using boost::system::system_error;
using Wait = Progress::Wait;

constexpr std::size_t record = 16 * 1024;  // the largest TLS record, RFC 8446 §5.1

/// One for all connections of a thread: an idle connection holds none.
std::span<char> scratch()
{
    thread_local std::array<char, 4 * record> buffer;
    return buffer;
}

[[noreturn]] void throw_errno()
{
    throw system_error{errno, boost::system::system_category()};
}

bool would_block()
{
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

/// The pieces in one buffer, as many octets as fit in a record; the same octets again when tried
/// again.
std::string_view gather(std::span<const std::string_view> pieces)
{
    const auto room = scratch();
    std::size_t filled = 0;
    for (const auto piece : pieces) {
        filled += piece.copy(room.data() + filled, record - filled);
        if (filled == record)
            break;
    }
    return {room.data(), filled};
}

}  // namespace

Progress Transport::receive(std::string& input)
{
    const auto room = scratch();
    if (tls_) {
        ERR_clear_error();
        const int got = SSL_read(tls_.get(), room.data(), static_cast<int>(room.size()));
        if (got <= 0)
            return judge_tls(got);
        input.append(room.data(), static_cast<std::size_t>(got));
        return {static_cast<std::size_t>(got)};
    }
    const auto got = ::recv(socket_, room.data(), room.size(), 0);
    if (got == 0)
        throw system_error{boost::asio::error::eof};
    if (got < 0 && !would_block() && errno != EINTR)
        throw_errno();
    if (got < 0)
        return {0, Wait::read};
    input.append(room.data(), static_cast<std::size_t>(got));
    return {static_cast<std::size_t>(got)};
}

Progress Transport::send(std::span<const std::string_view> pieces)
{
    if (tls_) {
        ERR_clear_error();
        const auto octets = gather(pieces);
        const int sent = SSL_write(tls_.get(), octets.data(), static_cast<int>(octets.size()));
        return sent > 0 ? Progress{static_cast<std::size_t>(sent)} : judge_tls(sent);
    }
    std::array<iovec, 64> parts;
    std::size_t count = 0;
    for (; count < parts.size() && count < pieces.size(); ++count)
        parts[count] = {const_cast<char*>(pieces[count].data()), pieces[count].size()};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (sent < 0 && !would_block() && errno != EINTR)
        throw_errno();
    return sent < 0 ? Progress{0, Wait::write} : Progress{static_cast<std::size_t>(sent)};
}

Progress Transport::judge_tls(int result)
{
    const int saved = errno;
    switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ: return {0, Wait::read};
    case SSL_ERROR_WANT_WRITE: return {0, Wait::write};
    case SSL_ERROR_ZERO_RETURN: throw system_error{boost::asio::error::eof};
    case SSL_ERROR_SYSCALL:
        broken_ = true;
        if (saved == 0)
            throw system_error{boost::asio::error::eof};
        throw system_error{saved, boost::system::system_category()};
    default: break;
    }
    broken_ = true;
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    throw system_error{make_error_code(boost::system::errc::protocol_error),
                       reason ? reason : "TLS"};
}

void Transport::begin_tls(std::shared_ptr<const TlsContext> context, const std::string& host)
{
    context_ = std::move(context);
    tls_.reset(SSL_new(context_->native()));
    if (!tls_ || SSL_set_fd(tls_.get(), socket_) != 1)
        throw std::bad_alloc{};
    if (host.empty()) {
        SSL_set_accept_state(tls_.get());
        return;
    }
    SSL_set_connect_state(tls_.get());
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    if (!not_an_address) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), host.c_str());
        return;
    }
    SSL_set_tlsext_host_name(tls_.get(), host.c_str());
    SSL_set1_host(tls_.get(), host.c_str());
}

Progress Transport::handshake()
{
    ERR_clear_error();
    const int result = SSL_do_handshake(tls_.get());
    return result == 1 ? Progress{} : judge_tls(result);
}

bool Transport::quiet() const
{
    char octet;
    return (!tls_ || SSL_pending(tls_.get()) == 0) &&
           ::recv(socket_, &octet, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && would_block();
}

void Transport::shut()
{
    if (tls_ && !broken_ && SSL_is_init_finished(tls_.get()))
        SSL_shutdown(tls_.get());
    ::shutdown(socket_, SHUT_WR);
}

}  // namespace colporteur::net
