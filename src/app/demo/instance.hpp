// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>

#include "app/server.hpp"
#include "store/db.hpp"

namespace colporteur::app {

/// A whole server in a temporary directory, on free loopback ports, that hands its mail to
/// `relay_port`. Gone with the object.
class Instance {
public:
    explicit Instance(std::uint16_t relay_port);
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    std::uint16_t smtp_port() const { return server_->smtp_port(); }

    std::uint16_t web_port() const { return server_->web_port(); }

    /// What links in its mail begin with.
    const std::string& web_url() const { return config_.web.url; }

    const Config& config() const { return config_; }

    /// The database of the running server, opened beside it, as the command line does.
    store::Db open_store() const;

private:
    std::filesystem::path folder_;
    Config config_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

}  // namespace colporteur::app
