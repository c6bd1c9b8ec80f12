// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

namespace colporteur::app {

/// Tells a server that runs on that data directory that another process has changed its store, so
/// that it looks at once and not only within a quarter of a second. Where nobody listens, nothing
/// happens.
void ring_bell(const std::string& data) noexcept;

/// The server's ear: a unix socket in the data directory, in which anything that arrives means
/// "look".
class Bell {
public:
    /// Where the socket cannot be made (a path of over 107 octets), rings go unheard.
    Bell(boost::asio::any_io_executor executor, const std::string& data,
         std::function<void()> rung);
    ~Bell();

    /// Hears nothing from now on.
    void close();

private:
    struct Ear;
    std::shared_ptr<Ear> ear_;
};

}  // namespace colporteur::app
