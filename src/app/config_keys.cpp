// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config_keys.hpp"

#include "app/config_takers.hpp"

namespace colporteur::app {
namespace {

constexpr std::int64_t a_year = 366;
constexpr std::int64_t a_week_of_minutes = 7 * 24 * 60;
constexpr std::int64_t gibibyte = 1'073'741'824;

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
    {"", "time_zone", TextValue{take_time_zone},
     "the time zone of the hours that people see and write"},

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
                     config.relays.back().connections = static_cast<int>(value);
                 }},
     "how many connections to the relay are open at once"},
    {"relay", "weight",
     NumberValue{0, 100,
                 [](Config& config, std::int64_t value) {
                     config.relays.back().weight = static_cast<int>(value);
                 }},
     "this relay's part of the mail, beside the others'; 0: only when no other works"},

    {"pace", "name", TextValue{take_pace_name}, "what the destination is called"},
    {"pace", "domains", TextsValue{take_pace_domains},
     "the mail domains that keep this pace together; \"*\" alone: every other domain, each by "
     "itself"},
    {"pace", "per_minute",
     NumberValue{0, 1'000'000,
                 [](Config& config, std::int64_t value) {
                     config.paces.back().per_minute = static_cast<int>(value);
                 }},
     "how many copies may leave for them in a minute; 0: no limit"},
    {"pace", "connections",
     NumberValue{0, 64,
                 [](Config& config, std::int64_t value) {
                     config.paces.back().connections = static_cast<int>(value);
                 }},
     "how many copies for them may be under way at once; 0: no limit"},
    {"pace", "first_day",
     NumberValue{0, 1'000'000,
                 [](Config& config, std::int64_t value) {
                     config.paces.back().first_day = static_cast<int>(value);
                 }},
     "how many copies a slow start allows on its first day; 0: as many as the pace"},

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

    {"delivery", "slow_start",
     FlagValue{[](Config& config, bool value) { config.slow_start = value; }},
     "for a new server or domain: few copies on the first day, twice as many on each further one"},
    {"delivery", "shipped_paces",
     FlagValue{[](Config& config, bool value) { config.shipped_paces = value; }},
     "keep the shipped pace of the large mailbox providers"},
    {"delivery", "first_wait_minutes",
     NumberValue{1, a_week_of_minutes,
                 [](Config& config,
                    std::int64_t value) { config.retry.first_wait = std::chrono::minutes{value}; }},
     "minutes before the second attempt; each further wait is twice as long"},
    {"delivery", "first_wait_seconds",
     NumberValue{1, a_week_of_minutes * 60,
                 [](Config& config,
                    std::int64_t value) { config.retry.first_wait = std::chrono::seconds{value}; }},
     "the same in seconds, for trying things out"},
    {"delivery", "longest_wait_minutes",
     NumberValue{
         1, a_week_of_minutes,
         [](Config& config,
            std::int64_t value) { config.retry.longest_wait = std::chrono::minutes{value}; }},
     "minutes that no wait is longer than, but for up to a quarter"},
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
    {"relay", [](Config& config) { config.relays.emplace_back(); }, Times::once_or_more, {"url"}},
    {"pace",
     [](Config& config) { config.paces.push_back({.per_minute = 60, .connections = 2}); },
     Times::any,
     {"domains"},
     finish_pace},
    {"web", nothing_to_begin},
    {"store", nothing_to_begin},
    {"dkim",
     [](Config& config) { config.dkim_keys.emplace_back(); },
     Times::any,
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
