// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/visitor.hpp"

#include <cstdlib>
#include <stdexcept>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include "smtp/data.hpp"

namespace colporteur::app {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

tcp::socket call(asio::io_context& io, std::uint16_t port)
{
    tcp::socket socket{io};
    socket.connect({asio::ip::address_v4::loopback(), port});
    return socket;
}

/// The last line of one SMTP reply; a refusal is thrown.
std::string read_reply(tcp::socket& socket, asio::streambuf& buffer)
{
    std::string line;
    do {
        const std::size_t size = asio::read_until(socket, buffer, "\r\n");
        const auto* octets = static_cast<const char*>(buffer.data().data());
        line.assign(octets, size - 2);
        buffer.consume(size);
    } while (line.size() > 3 && line[3] == '-');
    if (line.empty() || line.front() > '3')
        throw std::runtime_error{line};
    return line;
}

WebAnswer request(std::uint16_t port, const std::string& octets)
{
    asio::io_context io;
    tcp::socket socket = call(io, port);
    asio::write(socket, asio::buffer(octets));
    std::string answer;
    boost::system::error_code end;
    asio::read(socket, asio::dynamic_buffer(answer), end);  // "Connection: close"
    const auto body = answer.find("\r\n\r\n");
    if (answer.size() < 12 || body == std::string::npos)
        throw std::runtime_error{"no answer from the web server"};
    return {std::atoi(answer.c_str() + 9), answer.substr(body + 4)};
}

}  // namespace

std::string send_mail(std::uint16_t port, const std::string& from, const std::string& to,
                      const std::string& octets)
{
    asio::io_context io;
    tcp::socket socket = call(io, port);
    asio::streambuf buffer;
    read_reply(socket, buffer);
    for (const std::string& command :
         {std::string{"EHLO mail.example.net"}, fmt::format("MAIL FROM:<{}> BODY=8BITMIME", from),
          fmt::format("RCPT TO:<{}>", to), std::string{"DATA"}}) {
        asio::write(socket, asio::buffer(command + "\r\n"));
        read_reply(socket, buffer);
    }
    asio::write(socket, asio::buffer(smtp::stuff_dots(octets) + ".\r\n"));
    return read_reply(socket, buffer);
}

WebAnswer get_page(std::uint16_t port, const std::string& path)
{
    return request(
        port, fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
}

WebAnswer post_form(std::uint16_t port, const std::string& path, const std::string& form)
{
    return request(
        port, fmt::format(
                  "POST {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
                  path, form.size(), form));
}

}  // namespace colporteur::app
