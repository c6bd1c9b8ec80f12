// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/relay.hpp"

#include <filesystem>
#include <fstream>

#include "base/ascii.hpp"
#include "net/relay_session.hpp"

namespace colporteur::app {

Result<void> check_relay_url(const std::string& url)
{
    const auto target = net::parse_relay_url(url);
    return target ? Result<void>{} : fail(target.error());
}

Result<net::RelayTarget> relay_target(const Config& config)
{
    auto target = net::parse_relay_url(config.relay->url);
    if (!target || target->password_file.empty())
        return target;
    const auto file = std::filesystem::path{config.file}.parent_path() / target->password_file;
    std::ifstream in{file};
    std::string line;
    if (!std::getline(in, line) || trim(line).empty())
        return fail(
            Code::not_found,
            fmt::format("{}: the relay's password cannot be read: put it there, on one line",
                        file.string()));
    target->password = trim(line);
    return target;
}

}  // namespace colporteur::app
