// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace colporteur::app {

/// What a mail program does when it sends: one SMTP transaction on loopback. Returns the last
/// reply; throws std::runtime_error when there is none.
std::string send_mail(std::uint16_t port, const std::string& from, const std::string& to,
                      const std::string& octets);

struct WebAnswer {
    int status = 0;
    std::string body;
};

/// What a browser does: one HTTP request on loopback. `form`: the body of a POST, urlencoded.
WebAnswer get_page(std::uint16_t port, const std::string& path);
WebAnswer post_form(std::uint16_t port, const std::string& path, const std::string& form);

}  // namespace colporteur::app
