// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config_takers.hpp"

#include <algorithm>

#include "app/config_values.hpp"
#include "app/relay.hpp"
#include "base/ascii.hpp"
#include "mail/domain.hpp"

namespace colporteur::app {

Expected take_text(std::string& to, const std::string& value, const char* expected)
{
    if (value.empty())
        return expected;
    to = value;
    return std::nullopt;
}

Expected take_endpoint(std::string& to, const std::string& value)
{
    if (!value.empty() && !is_endpoint(value))
        return R"("IP-ADDRESS:PORT", "[IPV6-ADDRESS]:PORT", "unix:/PATH", or "" for none)";
    to = value;
    return std::nullopt;
}

Expected take_robot(Config& config, const std::vector<std::string>& values)
{
    config.robot.clear();
    for (const std::string& value : values) {
        config.robot.push_back(to_lower(value));
        if (!is_robot_name(config.robot.back()))
            return R"(names before the "@", of letters, digits, ".", "-" and "_")";
    }
    return values.empty() ? Expected{"one name or more"} : std::nullopt;
}

Expected take_admins(Config& config, const std::vector<std::string>& values)
{
    config.admins.clear();
    for (const std::string& value : values) {
        const auto address = mail::parse_address(value);
        if (!address)
            return R"(mail addresses, such as "root@example.org")";
        config.admins.push_back(*address);
    }
    return std::nullopt;
}

Expected take_networks(Config& config, const std::vector<std::string>& values)
{
    for (const std::string& value : values)
        if (!is_network(value))
            return R"(networks, such as "127.0.0.0/8" or "::1")";
    config.intake.trusted_networks = values;
    return std::nullopt;
}

Expected take_web_listen(Config& config, const std::string& value)
{
    if (!is_endpoint(value))
        return R"("IP-ADDRESS:PORT", "[IPV6-ADDRESS]:PORT" or "unix:/PATH")";
    config.web.listen = value;
    return std::nullopt;
}

Expected take_web_url(Config& config, const std::string& value)
{
    if (!is_web_url(value))
        return R"(a web address without "?" and "#", such as "https://info.example.org")";
    config.web.url = value.substr(0, value.find_last_not_of('/') + 1);
    return std::nullopt;
}

// url = "sqlite:" PATH / "postgresql://" …
Expected take_store_url(Config& config, const std::string& value)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (value.starts_with("postgresql:") || value.starts_with("postgres:"))
        return R"("sqlite:FILE": PostgreSQL is not supported yet)";
    if (!value.starts_with(sqlite) || value.size() == sqlite.size())
        return R"("sqlite:FILE")";
    config.database = value.substr(sqlite.size());
    return std::nullopt;
}

// "…: expected smtp://HOST:PORT" without what stands before.
Expected take_relay_url(Config& config, const std::string& value)
{
    constexpr std::string_view expected = "expected ";
    config.relays.back().url = value;
    const auto readable = check_relay_url(value);
    if (readable)
        return std::nullopt;
    const std::string& what = readable.error().what;
    const auto at = what.find(expected);
    return at == std::string::npos ? what : what.substr(at + expected.size());
}

Expected take_domain(std::string& to, const std::string& value)
{
    const auto domain = mail::normal_domain(value);
    if (!domain)
        return R"(a mail domain, such as "info.example.org")";
    to = *domain;
    return std::nullopt;
}

namespace {

bool has_pace(const std::vector<delivery::PaceRule>& paces, const std::string& domain)
{
    return std::any_of(paces.begin(), paces.end(), [&](const delivery::PaceRule& pace) {
        return std::count(pace.domains.begin(), pace.domains.end(), domain) > 0;
    });
}

bool last_stands_twice(const std::vector<std::string>& domains)
{
    return std::count(domains.begin(), domains.end(), domains.back()) > 1;
}

}  // namespace

Expected take_pace_name(Config& config, const std::string& value)
{
    if (!is_robot_name(value))
        return R"(a name of letters (a-z), digits, ".", "-" and "_", such as "orange")";
    config.paces.back().name = value;
    return std::nullopt;
}

Expected take_pace_domains(Config& config, const std::vector<std::string>& values)
{
    std::vector<std::string> domains;
    for (const std::string& value : values) {
        const bool others = value == "*" && values.size() == 1;
        if (others)
            domains.push_back(value);
        else if (take_domain(domains.emplace_back(), value))
            return R"(mail domains, such as "example.net", or "*" alone)";
        if (has_pace(config.paces, domains.back()) || last_stands_twice(domains))
            return "domains that stand in one [[pace]] once";
    }
    config.paces.back().domains = domains;
    return values.empty() ? Expected{"one domain or more"} : std::nullopt;
}

Expected finish_pace(Config& config)
{
    delivery::PaceRule& pace = config.paces.back();
    if (pace.name.empty())
        pace.name = pace.domains.front();
    if (pace.domains.front() == "*" && pace.first_day > 0)
        return R"(first_day only where domains are named, not with "*")";
    const auto same_name = [&](const auto& other) { return other.name == pace.name; };
    if (std::count_if(config.paces.begin(), config.paces.end(), same_name) > 1)
        return fmt::format("a name of its own: \"{}\" is another [[pace]]", pace.name);
    return std::nullopt;
}

Expected take_time_zone(Config& config, const std::string& value)
{
    const auto zone = Zone::find(value);
    if (!zone)
        return R"(a time zone of this machine, such as "Europe/Paris")";
    config.zone = *zone;
    return std::nullopt;
}

Expected take_selector(Config& config, const std::string& value)
{
    if (!is_robot_name(value))
        return R"(a DKIM selector of letters, digits, "." and "-", such as "2026")";
    config.dkim_keys.back().selector = value;
    return std::nullopt;
}

Expected take_resolver(Config& config, const std::string& value)
{
    if (!is_ip_address(value) && (!is_endpoint(value) || value.starts_with("unix:")))
        return R"("IP-ADDRESS" or "IP-ADDRESS:PORT")";
    config.resolver = value;
    return std::nullopt;
}

}  // namespace colporteur::app
