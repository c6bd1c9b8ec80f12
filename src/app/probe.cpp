// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/probe.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace colporteur::app {
namespace {

constexpr std::string_view unix_scheme = "unix:";
constexpr std::size_t longest_answer = 2000;

class Socket {
public:
    explicit Socket(int family)
        : descriptor_{::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
    {
    }

    ~Socket()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }

    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    int get() const { return descriptor_; }

    bool wait(short events, int seconds) const
    {
        pollfd wanted{descriptor_, events, 0};
        return ::poll(&wanted, 1, seconds * 1000) == 1;
    }

private:
    int descriptor_;
};

struct Freed {
    void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};

using Addresses = std::unique_ptr<addrinfo, Freed>;

// endpoint = host ":" port / "[" IPv6 "]" ":" port
Addresses resolve(const std::string& endpoint)
{
    const auto colon = endpoint.rfind(':');
    std::string host = endpoint.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (colon == std::string::npos ||
        ::getaddrinfo(host.c_str(), endpoint.c_str() + colon + 1, &hints, &found) != 0)
        return nullptr;
    return Addresses{found};
}

tl::unexpected<Error> nobody(const std::string& endpoint, int error)
{
    return fail(Code::not_found, endpoint + ": " + std::generic_category().message(error));
}

// Waits for a connection under way; the error that it met, or 0.
int finish_connect(const Socket& socket, int status, int patience)
{
    if (status == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    if (!socket.wait(POLLOUT, patience))
        return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

Result<std::unique_ptr<Socket>> connect_unix(const std::string& endpoint, int patience)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = endpoint.substr(unix_scheme.size());
    if (path.size() >= sizeof address.sun_path)
        return nobody(endpoint, ENAMETOOLONG);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    auto socket = std::make_unique<Socket>(AF_UNIX);
    const int status =
        ::connect(socket->get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    if (const int error = finish_connect(*socket, status, patience))
        return nobody(endpoint, error);
    return socket;
}

Result<std::unique_ptr<Socket>> connect_to(const std::string& endpoint, int patience)
{
    if (endpoint.starts_with(unix_scheme))
        return connect_unix(endpoint, patience);
    const Addresses addresses = resolve(endpoint);
    if (!addresses)
        return fail(Code::not_found, endpoint + ": the name leads nowhere");
    int error = 0;
    for (const addrinfo* each = addresses.get(); each; each = each->ai_next) {
        auto socket = std::make_unique<Socket>(each->ai_family);
        error = finish_connect(*socket, ::connect(socket->get(), each->ai_addr, each->ai_addrlen),
                               patience);
        if (error == 0)
            return socket;
    }
    return nobody(endpoint, error);
}

Listen try_folder(const std::string& path)
{
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    if (::access(folder.c_str(), F_OK) != 0)
        return Listen::impossible;
    return ::access(folder.c_str(), W_OK) == 0 ? Listen::possible : Listen::forbidden;
}

}  // namespace

Listen try_listen(const std::string& endpoint)
{
    if (endpoint.starts_with(unix_scheme))
        return try_folder(endpoint.substr(unix_scheme.size()));
    const Addresses addresses = resolve(endpoint);
    if (!addresses)
        return Listen::impossible;
    const Socket socket{addresses->ai_family};
    const int yes = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(socket.get(), addresses->ai_addr, addresses->ai_addrlen) == 0 &&
        ::listen(socket.get(), 1) == 0)
        return Listen::possible;
    switch (errno) {
    case EADDRINUSE: return Listen::taken;
    case EACCES: return Listen::forbidden;
    default: return Listen::impossible;
    }
}

Result<std::string> first_line_from(const std::string& endpoint, std::string_view question,
                                    int patience)
{
    const auto socket = connect_to(endpoint, patience);
    if (!socket)
        return fail(socket.error());
    if (!question.empty() &&
        ::send((*socket)->get(), question.data(), question.size(), MSG_NOSIGNAL) < 0)
        return nobody(endpoint, errno);
    std::string answer;
    char octets[512];
    while (answer.find('\n') == std::string::npos && answer.size() < longest_answer) {
        if (!(*socket)->wait(POLLIN, patience))
            return nobody(endpoint, ETIMEDOUT);
        const auto count = ::recv((*socket)->get(), octets, sizeof octets, 0);
        if (count <= 0)
            break;
        answer.append(octets, static_cast<std::size_t>(count));
    }
    return answer.substr(0, answer.find_first_of("\r\n"));
}

Result<void> try_connect(const std::string& endpoint, int patience)
{
    const auto socket = connect_to(endpoint, patience);
    return socket ? Result<void>{} : fail(socket.error());
}

}  // namespace colporteur::app
