// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/config.hpp"
#include "intake/intake.hpp"

namespace colporteur::app {

/// Everything in one process: mail intake, robot, delivery, web. One thread for all sockets, one
/// that writes, a few that read.
class Server {
public:
    /// Opens the data directory, settles what an ended program left, and listens. Throws
    /// std::runtime_error with what is wrong and what to do: an address is taken, another server
    /// has the data directory, a certificate cannot be read.
    Server(const Config& config, intake::WorkTable table);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// As bound: a configured port 0 is any free one.
    std::uint16_t smtp_port() const;
    std::uint16_t lmtp_port() const;
    std::uint16_t web_port() const;

    /// Serves until stop(), then says goodbye to every session and writes down what is known.
    void run();

    /// From any thread.
    void stop();

private:
    struct Parts;

    std::unique_ptr<Parts> parts_;
};

/// `colporteur serve`: serves until SIGTERM or SIGINT. Returns the exit code; what is wrong stands
/// on stderr.
int run_server(const Config& config);

}  // namespace colporteur::app
