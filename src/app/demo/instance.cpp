// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/instance.hpp"

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

namespace colporteur::app {
namespace {

std::filesystem::path temporary_folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "colporteur-demo-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw std::system_error{errno, std::generic_category(), name};
    return name;
}

/// A port that was free a moment ago: links must be known before the server listens.
std::uint16_t free_port()
{
    boost::asio::io_context io;
    const boost::asio::ip::tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
    return acceptor.local_endpoint().port();
}

Config demo_config(const std::filesystem::path& folder, std::uint16_t relay_port)
{
    Config config;
    config.data = folder.string();
    config.intake.smtp = "127.0.0.1:0";
    config.intake.lmtp = "";
    config.relays = {{.url = fmt::format("smtp://127.0.0.1:{}", relay_port), .connections = 4}};
    config.web.listen = fmt::format("127.0.0.1:{}", free_port());
    config.web.url = "http://" + config.web.listen;
    return config;
}

}  // namespace

Instance::Instance(std::uint16_t relay_port)
    : folder_{temporary_folder()},
      config_{demo_config(folder_, relay_port)},
      server_{std::make_unique<Server>(config_, intake::standard_work())},
      thread_{[this] { server_->run(); }}
{
}

Instance::~Instance()
{
    server_->stop();
    thread_.join();
    server_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

store::Db Instance::open_store() const
{
    return store::Db{database_path(config_)};
}

}  // namespace colporteur::app
