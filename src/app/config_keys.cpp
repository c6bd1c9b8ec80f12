// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config_keys.hpp"

#include "app/config_values.hpp"
#include "app/relay.hpp"
#include "base/ascii.hpp"
#include "mail/domain.hpp"

namespace colporteur::app {
namespace {

constexpr std::int64_t a_year = 366;
constexpr std::int64_t a_week_of_minutes = 7 * 24 * 60;
constexpr std::int64_t gibibyte = 1'073'741'824;

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
    config.relay->url = value;
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

Expected take_pace_domains(Config& config, const std::vector<std::string>& values)
{
    auto& domains = config.paces.back().domains;
    for (const std::string& value : values)
        if (auto expected = take_domain(domains.emplace_back(), value))
            return R"(mail domains, such as "example.net")";
    return values.empty() ? Expected{"one domain or more"} : std::nullopt;
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

std::chrono::days days(std::int64_t value)
{
    return std::chrono::days{value};
}

const Key keys[] = {
    {"", "data", TextValue{[](Config& config, const std::string& value) {
         return take_text(config.data, value, "a folder");
     }},
     "the folder that holds everything the program keeps"},
    {"", "robot", TextsValue{take_robot},
     "local parts that the automaton answers to, in every domain; the first one signs its mail"},
    {"", "admins", TextsValue{take_admins}, "who gets the mail for postmaster and abuse"},

    {"intake", "smtp", TextValue{[](Config& config, const std::string& value) {
         return take_endpoint(config.intake.smtp, value);
     }},
     "where mail is taken over SMTP"},
    {"intake", "lmtp", TextValue{[](Config& config, const std::string& value) {
         return take_endpoint(config.intake.lmtp, value);
     }},
     "where mail is taken over LMTP"},
    {"intake", "max_message_bytes",
     NumberValue{65'536, gibibyte,
                 [](Config& config, std::int64_t value) {
                     config.intake.max_message_bytes = static_cast<std::uint64_t>(value);
                 }},
     "the largest message that is taken, in octets"},
    {"intake", "trusted_networks", TextsValue{take_networks},
     "whose Authentication-Results are believed"},
    {"intake", "tls_certificate", TextValue{[](Config& config, const std::string& value) {
         return take_text(config.intake.tls_certificate, value, "a PEM file");
     }},
     "the certificate with its chain, PEM; STARTTLS is offered when it is given"},
    {"intake", "tls_key", TextValue{[](Config& config, const std::string& value) {
         return take_text(config.intake.tls_key, value, "a PEM file");
     }},
     "the certificate's key, PEM"},
    {"intake", "connections",
     NumberValue{1, 100'000,
                 [](Config& config, std::int64_t value) {
                     config.intake.connections = static_cast<std::size_t>(value);
                 }},
     "how many may be connected at once, for each listener"},

    {"relay", "url", TextValue{take_relay_url}, "the mail server that our mail leaves by"},
    {"relay", "connections",
     NumberValue{1, 64,
                 [](Config& config, std::int64_t value) {
                     config.relay->connections = static_cast<int>(value);
                 }},
     "how many connections to the relay are open at once"},

    {"pace", "domains", TextsValue{take_pace_domains}, "the destinations that this pace is for"},
    {"pace", "per_minute",
     NumberValue{1, 1'000'000,
                 [](Config& config, std::int64_t value) {
                     config.paces.back().per_minute = static_cast<int>(value);
                 }},
     "how many copies may leave for them in a minute"},
    {"pace", "connections",
     NumberValue{1, 64,
                 [](Config& config, std::int64_t value) {
                     config.paces.back().connections = static_cast<int>(value);
                 }},
     "how many connections may be used for them at once"},

    {"web", "listen", TextValue{take_web_listen}, "where web pages are served, plain HTTP"},
    {"web", "url", TextValue{take_web_url}, "what links in mail begin with"},

    {"store", "url", TextValue{take_store_url}, "the database"},

    {"dkim", "domain", TextValue{[](Config& config, const std::string& value) {
         return take_domain(config.dkim_keys.back().domain, value);
     }},
     "the domain that this key signs for"},
    {"dkim", "selector", TextValue{take_selector}, "the key's name in the DNS"},
    {"dkim", "key", TextValue{[](Config& config, const std::string& value) {
         return take_text(config.dkim_keys.back().key, value, "a PEM file");
     }},
     "the private key, RSA or Ed25519, PEM"},

    {"dns", "resolver", TextValue{take_resolver}, "the name server to ask, else the system's"},

    {"retention", "log",
     NumberValue{0, 10 * a_year,
                 [](Config& config, std::int64_t value) { config.retention.log = days(value); }},
     "days that traces of events are kept"},
    {"retention", "delivery",
     NumberValue{
         0, 10 * a_year,
         [](Config& config, std::int64_t value) { config.retention.delivery = days(value); }},
     "days that the ledger remembers who was sent what"},
    {"retention", "held",
     NumberValue{0, 10 * a_year,
                 [](Config& config, std::int64_t value) { config.retention.held = days(value); }},
     "days that a decided or expired request is kept"},

    {"delivery", "first_wait_minutes",
     NumberValue{1, a_week_of_minutes,
                 [](Config& config, std::int64_t value) {
                     config.retry.first_wait = std::chrono::minutes{value};
                 }},
     "minutes before the second attempt; each further wait is twice as long"},
    {"delivery", "first_wait_seconds",
     NumberValue{1, a_week_of_minutes * 60,
                 [](Config& config, std::int64_t value) {
                     config.retry.first_wait = std::chrono::seconds{value};
                 }},
     "the same in seconds, for trying things out"},
    {"delivery", "longest_wait_minutes",
     NumberValue{
         1, a_week_of_minutes,
         [](Config& config,
            std::int64_t value) { config.retry.longest_wait = std::chrono::minutes{value}; }},
     "minutes that no wait is longer than"},
    {"delivery", "give_up_hours",
     NumberValue{
         1, 24 * 30,
         [](Config& config,
            std::int64_t value) { config.retry.give_up_after = std::chrono::hours{value}; }},
     "hours after which a copy that still meets temporary failures has failed"},
};

void nothing_to_begin(Config& /*config*/) {}

const Section sections[] = {
    {"intake", nothing_to_begin},
    {"relay", [](Config& config) { config.relay.emplace(); }, false, {"url"}},
    {"pace", [](Config& config) { config.paces.emplace_back(); }, true, {"domains"}},
    {"web", nothing_to_begin},
    {"store", nothing_to_begin},
    {"dkim",
     [](Config& config) { config.dkim_keys.emplace_back(); },
     true,
     {"domain", "selector", "key"}},
    {"dns", nothing_to_begin},
    {"retention", nothing_to_begin},
    {"delivery", nothing_to_begin},
};

}  // namespace

std::string Key::path() const
{
    return section.empty() ? std::string{name} : fmt::format("{}.{}", section, name);
}

std::span<const Key> config_keys()
{
    return keys;
}

std::span<const Section> config_sections()
{
    return sections;
}

}  // namespace colporteur::app
