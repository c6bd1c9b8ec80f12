// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/bell.hpp"

#include <array>
#include <unistd.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/datagram_protocol.hpp>

#include "base/log.hpp"

namespace colporteur::app {

namespace asio = boost::asio;
using asio::local::datagram_protocol;

namespace {

std::string socket_path(const std::string& data)
{
    return data + "/bell.sock";
}

}  // namespace

void ring_bell(const std::string& data) noexcept
{
    try {
        asio::io_context io;
        datagram_protocol::socket socket{io, datagram_protocol{}};
        socket.non_blocking(true);
        socket.send_to(asio::buffer("!", 1), socket_path(data));
    } catch (const boost::system::system_error&) {
        return;  // no server, or one that will look by itself
    }
}

struct Bell::Ear : std::enable_shared_from_this<Ear> {
    Ear(asio::any_io_executor executor, std::string where, std::function<void()> what)
        : path{std::move(where)}, rung{std::move(what)}, socket{std::move(executor)}
    {
    }

    void listen()
    {
        socket.async_receive(
            asio::buffer(octets),
            [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                if (error)
                    return;
                self->rung();
                self->listen();
            });
    }

    std::string path;
    std::function<void()> rung;
    datagram_protocol::socket socket;
    std::array<char, 16> octets{};
};

Bell::Bell(asio::any_io_executor executor, const std::string& data, std::function<void()> rung)
    : ear_{std::make_shared<Ear>(std::move(executor), socket_path(data), std::move(rung))}
{
    ::unlink(ear_->path.c_str());  // of a server that was killed; the directory is ours alone
    try {
        ear_->socket.open();
        ear_->socket.bind(ear_->path);
        ear_->listen();
    } catch (const boost::system::system_error& error) {
        log::warning("no-bell reason=\"{}\"", error.what());
        close();
    }
}

Bell::~Bell() = default;

void Bell::close()
{
    boost::system::error_code ignored;
    ear_->socket.close(ignored);
    ::unlink(ear_->path.c_str());
}

}  // namespace colporteur::app
