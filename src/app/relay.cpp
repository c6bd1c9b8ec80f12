// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/relay.hpp"

#include <filesystem>
#include <fstream>

#include "base/ascii.hpp"
#include "net/relay_session.hpp"

namespace colporteur::app {

namespace {

Result<net::RelayTarget> relay_target(const Relay& relay, const std::filesystem::path& folder)
{
    auto target = net::parse_relay_url(relay.url);
    if (!target || target->password_file.empty())
        return target;
    const auto file = folder / target->password_file;
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

}  // namespace

Result<void> check_relay_url(const std::string& url)
{
    const auto target = net::parse_relay_url(url);
    return target ? Result<void>{} : fail(target.error());
}

Result<std::vector<net::RelayTarget>> relay_targets(const Config& config)
{
    const auto folder = std::filesystem::path{config.file}.parent_path();
    std::vector<net::RelayTarget> targets;
    for (const Relay& relay : config.relays) {
        auto target = relay_target(relay, folder);
        if (!target)
            return fail(target.error());
        targets.push_back(*std::move(target));
    }
    return targets;
}

}  // namespace colporteur::app
