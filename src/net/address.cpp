// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address.hpp"

#include <cerrno>
#include <cstring>
#include <optional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <fmt/format.h>

namespace colporteur::net {

namespace asio = boost::asio;

namespace {

constexpr std::string_view unix_prefix = "unix:";
constexpr int backlog = 1024;

class OpenSocket {
public:
    explicit OpenSocket(int family)
        : number_{::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
    {
    }

    OpenSocket(const OpenSocket&) = delete;

    ~OpenSocket()
    {
        if (number_ >= 0)
            ::close(number_);
    }

    int number() const { return number_; }

    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

tl::unexpected<Error> cannot_listen(const std::string& where, std::string_view why)
{
    return fail(Code::invalid, fmt::format("cannot listen on {}: {}", where, why));
}

tl::unexpected<Error> cannot_listen(const std::string& where)
{
    return cannot_listen(where, std::strerror(errno));
}

bool bind_to(const OpenSocket& socket, const Protocol::endpoint& at)
{
    return socket.number() >= 0 &&
           ::bind(socket.number(), at.data(), static_cast<socklen_t>(at.size())) == 0;
}

// where = ( host / "[" IPv6 "]" ) ":" port
Result<Protocol::endpoint> resolve(const std::string& where)
{
    const auto colon = where.rfind(':');
    if (colon == std::string::npos)
        return cannot_listen(where, "expected ADDRESS:PORT or unix:/PATH");
    auto host = where.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);

    asio::io_context context;
    asio::ip::tcp::resolver resolver{context};
    boost::system::error_code error;
    const auto found =
        resolver.resolve(host, where.substr(colon + 1), asio::ip::tcp::resolver::passive, error);
    if (error || found.empty())
        return cannot_listen(where, error.message());
    return Protocol::endpoint{found.begin()->endpoint()};
}

Result<int> listen_ip(const std::string& where)
{
    const auto at = resolve(where);
    if (!at)
        return fail(at.error());
    OpenSocket socket{at->protocol().family()};
    const int on = 1;
    ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!bind_to(socket, *at) || ::listen(socket.number(), backlog) != 0)
        return cannot_listen(where);
    return socket.release();
}

/// Whether a socket file is left over from a server that is gone.
bool is_abandoned(const std::string& path, const Protocol::endpoint& at)
{
    struct stat found {};

    if (::lstat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode))
        return false;
    const OpenSocket probe{AF_UNIX};
    return ::connect(probe.number(), at.data(), static_cast<socklen_t>(at.size())) != 0 &&
           errno == ECONNREFUSED;
}

Result<int> listen_unix(const std::string& where)
{
    const auto path = where.substr(unix_prefix.size());
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
        return cannot_listen(where, "the path is empty or too long");
    const Protocol::endpoint at{asio::local::stream_protocol::endpoint{path}};
    if (is_abandoned(path, at))
        ::unlink(path.c_str());
    OpenSocket socket{AF_UNIX};
    // Between bind and chmod nobody can connect: the socket does not listen yet.
    if (!bind_to(socket, at) || ::chmod(path.c_str(), 0660) != 0 ||
        ::listen(socket.number(), backlog) != 0)
        return cannot_listen(where);
    return socket.release();
}

std::optional<asio::ip::tcp::endpoint> as_tcp(const Protocol::endpoint& endpoint)
{
    const int family = endpoint.protocol().family();
    if (family != AF_INET && family != AF_INET6)
        return std::nullopt;
    asio::ip::tcp::endpoint tcp;
    tcp.resize(endpoint.size());
    std::memcpy(tcp.data(), endpoint.data(), endpoint.size());
    return tcp;
}

asio::ip::address plain_address(const asio::ip::tcp::endpoint& tcp)
{
    const auto address = tcp.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

}  // namespace

Result<int> listen_at(const std::string& where)
{
    return where.starts_with(unix_prefix) ? listen_unix(where) : listen_ip(where);
}

std::string endpoint_text(const Protocol::endpoint& endpoint)
{
    if (const auto tcp = as_tcp(endpoint)) {
        const auto address = tcp->address().to_string();
        return tcp->address().is_v6() ? fmt::format("[{}]:{}", address, tcp->port())
                                      : fmt::format("{}:{}", address, tcp->port());
    }
    const auto* local = reinterpret_cast<const sockaddr_un*>(endpoint.data());
    return std::string{unix_prefix} + local->sun_path;
}

std::uint16_t endpoint_port(const Protocol::endpoint& endpoint)
{
    const auto tcp = as_tcp(endpoint);
    return tcp ? tcp->port() : std::uint16_t{0};
}

std::string peer_text(const Protocol::endpoint& endpoint)
{
    const auto tcp = as_tcp(endpoint);
    return tcp ? plain_address(*tcp).to_string() : "local";
}

bool is_near(const Protocol::endpoint& endpoint)
{
    const auto tcp = as_tcp(endpoint);
    return !tcp || plain_address(*tcp).is_loopback();
}

}  // namespace colporteur::net
