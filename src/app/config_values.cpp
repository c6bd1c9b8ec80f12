// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config_values.hpp"

#include <arpa/inet.h>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "mail/domain.hpp"

namespace colporteur::app {
namespace {

constexpr std::size_t longest_socket_path = 107;  // sockaddr_un, unix(7)

int address_family(const std::string& text)
{
    in6_addr octets{};
    if (inet_pton(AF_INET, text.c_str(), &octets) == 1)
        return AF_INET;
    return inet_pton(AF_INET6, text.c_str(), &octets) == 1 ? AF_INET6 : AF_UNSPEC;
}

// host = IPv4 / "[" IPv6 "]" / "localhost"
bool skip_host(Cursor& in)
{
    if (in.skip("[")) {
        const std::string address{in.take_until("]")};
        return in.skip("]") && address_family(address) == AF_INET6;
    }
    const std::string address{in.take_until(":")};
    return address == "localhost" || address_family(address) == AF_INET;
}

bool skip_port(Cursor& in)
{
    const auto port = in.take_number();
    return port && *port <= 65535;
}

}  // namespace

// endpoint = host ":" port / "unix:" path

bool is_endpoint(std::string_view text)
{
    Cursor in{text};
    if (in.skip("unix:"))
        return in.peek() == '/' && in.rest().size() <= longest_socket_path;
    return skip_host(in) && in.skip(":") && skip_port(in) && in.at_end();
}

bool is_ip_address(const std::string& text)
{
    return address_family(text) != AF_UNSPEC;
}

// network = IP-address [ "/" prefix-length ]

bool is_network(std::string_view text)
{
    Cursor in{text};
    const int family = address_family(std::string{in.take_until("/")});
    if (family == AF_UNSPEC || in.at_end())
        return family != AF_UNSPEC;
    in.skip("/");
    const auto length = in.take_number();
    return length && in.at_end() && *length <= (family == AF_INET ? 32U : 128U);
}

// web-url = ( "http" / "https" ) "://" host [ ":" port ] [ path ]

bool is_web_url(std::string_view text)
{
    Cursor in{text};
    if (!in.skip("https://") && !in.skip("http://"))
        return false;
    if (in.peek() == '[') {
        if (!skip_host(in))
            return false;
    } else if (!mail::normal_domain(in.take_until(":/?#"))) {
        return false;
    }
    if (in.skip(":") && !skip_port(in))
        return false;
    if (!in.at_end() && in.peek() != '/')
        return false;
    return in.rest().find_first_of("?#\"<> ") == std::string_view::npos;
}

bool is_robot_name(std::string_view text)
{
    Cursor in{text};
    in.take_while([](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '-' || c == '_';
    });
    return in.at_end() && !text.empty() && text.size() <= 64 && text.front() != '.' &&
           text.back() != '.' && text.find("..") == std::string_view::npos;
}

}  // namespace colporteur::app
